using System.Text;
using Platform.Registry.Entries;
using Platform.Registry.Grammar;
using Platform.Registry.Layout;

namespace Platform.Registry.Writing;

/// <summary>Writes registry files: the grammar's keys in its order, one column a line, every text quoted where YAML asks for it.</summary>
public static class EntryWriter
{
    /// <summary>The file's name for a table: <c>&lt;schema&gt;.&lt;table&gt;.yaml</c>.</summary>
    public static string FileName(TableName table) => $"{ObjectLayout.EntryFileStem(table)}.yaml";

    /// <summary>A table's file; editors find its schema by the first line.</summary>
    public static string Write(EntryFile file, EntryComments? comments = null)
    {
        comments ??= new EntryComments();
        var text = new StringBuilder("# yaml-language-server: $schema=../table.schema.json\n");
        AppendComment(text, comments.Header, "");
        foreach (var key in TableGrammar.Shape.Keys)
        {
            if (key.Write(file) is not { } value) continue;
            AppendComment(text, comments.Keys.GetValueOrDefault(key.Name), "");
            if (key.Name == "columns") AppendColumns(text, file, comments);
            else text.Append(key.Name).Append(": ").Append(value).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>One column as the line that a table's file holds for it.</summary>
    public static string Write(EntryColumn column) => $"- {ColumnGrammar.Shape.Write(column)}";

    /// <summary>A source's file.</summary>
    public static string Write(SourceSettings source)
    {
        var text = new StringBuilder("# yaml-language-server: $schema=../source.schema.json\n");
        foreach (var key in SourceGrammar.Shape.Keys)
        {
            if (key.Write(source) is { } value && value != "{}") text.Append(key.Name).Append(": ").Append(value).Append('\n');
        }
        return text.ToString();
    }

    private static void AppendColumns(StringBuilder text, EntryFile file, EntryComments comments)
    {
        text.Append("columns:\n");
        foreach (var column in file.Columns)
        {
            text.Append("  - ").Append(ColumnGrammar.Shape.Write(column));
            if (comments.Columns.GetValueOrDefault(column.Name) is { } comment) text.Append("    # ").Append(OneLine(comment));
            text.Append('\n');
        }
    }

    private static void AppendComment(StringBuilder text, string? comment, string indent)
    {
        if (comment is null) return;
        foreach (var line in comment.Split('\n')) text.Append(indent).Append("# ").Append(OneLine(line)).Append('\n');
    }

    /// <summary>A comment ends at the line: whatever could end one, or is no character to YAML, becomes a space.</summary>
    private static string OneLine(string comment)
    {
        var line = new StringBuilder(comment.Length);
        foreach (var rune in comment.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF) line.Append(' ');
            else line.Append(rune);
        }
        return line.ToString().TrimEnd();
    }
}
