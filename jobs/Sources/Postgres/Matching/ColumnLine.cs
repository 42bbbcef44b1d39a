using System.Text;
using System.Text.Json;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Matching;

/// <summary>A column as one line of a registry file.</summary>
internal static class ColumnLine
{
    /// <summary>Words that YAML 1.1 readers take for something other than text.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null", "yes", "no", "on", "off", "y", "n" };

    public static string Of(LiveColumn column) => Of(new EntryColumn { Name = column.Name, Type = column.Type.EntryText, Nullable = column.Nullable });

    public static string Of(EntryColumn column)
    {
        var line = new StringBuilder("- { name: ").Append(Scalar(column.Name)).Append(", type: ").Append(Scalar(column.Type));
        if (column.As is { } form) line.Append(", as: ").Append(Scalar(form));
        if (column.OnLoss != OnLoss.Fail) line.Append(", on_loss: ").Append(column.OnLoss.ToString().ToLowerInvariant());
        if (column.Mask is { } mask) line.Append(", mask: ").Append(mask.ToString().ToLowerInvariant());
        if (column.Pii) line.Append(", pii: true");
        if (!column.Nullable) line.Append(", nullable: false");
        if (column.Description is { } description) line.Append(", description: ").Append(Scalar(description));
        return line.Append(" }").ToString();
    }

    private static string Scalar(string text)
    {
        var plain = text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && !Reserved.Contains(text)
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ' ') && text[^1] != ' ';
        return plain ? text : $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }
}
