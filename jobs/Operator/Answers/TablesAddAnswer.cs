namespace Platform.Operator.Answers;

/// <summary>The answer of <c>tables add</c>; <c>left_out</c> are tables that <c>--all</c> had to leave out.</summary>
internal sealed record TablesAddAnswer(string Source, string SourceFile, IReadOnlyList<AddedTable> Tables, IReadOnlyList<LeftOutTable> LeftOut)
{
    public void Write(TextWriter text)
    {
        var table = new TextTable("table", "columns", "key", "file").Right(1);
        foreach (var added in Tables)
            table.Add($"{Source}/{added.Table}", $"{added.Columns}", added.Key.Count == 0 ? "-" : string.Join(", ", added.Key), added.Result == "kept" ? $"{added.File} (was there, kept)" : added.File);
        table.Write(text);
        foreach (var left in LeftOut) text.WriteLine(Printable.Text($"left out: {left.Table}: {left.Reason}"));
        text.WriteLine();
        text.WriteLine("Read the comments in the files, then: ./platform snapshot");
    }
}

/// <summary>One table: <c>added</c>, or <c>kept</c> where its file was there already.</summary>
internal sealed record AddedTable(string Table, string Result, string File, int Columns, IReadOnlyList<string> Key);

/// <summary>One table that is not in the registry, and why.</summary>
internal sealed record LeftOutTable(string Table, string Reason);
