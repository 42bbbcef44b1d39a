namespace Platform.Operator.Answers;

/// <summary>The answer of <c>tables add</c>; <c>unreadable</c> are tables that <c>--all</c> had to leave out.</summary>
internal sealed record TablesAddAnswer(string Source, string SourceFile, IReadOnlyList<AddedTable> Tables, IReadOnlyList<string> Unreadable)
{
    public void Write(TextWriter text)
    {
        var table = new TextTable("table", "columns", "key", "file").Right(1);
        foreach (var added in Tables)
            table.Add($"{Source}/{added.Table}", $"{added.Columns}", added.Key.Count == 0 ? "-" : string.Join(", ", added.Key), added.Result == "kept" ? $"{added.File} (was there, kept)" : added.File);
        table.Write(text);
        foreach (var name in Unreadable) text.WriteLine($"left out: {name} (this role may not read it)");
        text.WriteLine();
        text.WriteLine("Read the comments in the files, then: ./platform snapshot");
    }
}

/// <summary>One table: <c>added</c>, or <c>kept</c> where its file was there already.</summary>
internal sealed record AddedTable(string Table, string Result, string File, int Columns, IReadOnlyList<string> Key);
