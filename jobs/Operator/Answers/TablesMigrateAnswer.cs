namespace Platform.Operator.Answers;

/// <summary>The answer of <c>tables migrate</c>.</summary>
internal sealed record TablesMigrateAnswer(bool DryRun, IReadOnlyList<TablesMigrateRow> Tables)
{
    public void Write(TextWriter text)
    {
        foreach (var table in Tables)
        {
            var left = table.Left == 0 ? "" : $"; {table.Left} are left: another process is replacing them, or the ledger does not know them";
            text.WriteLine($"{table.Table}: {table.Migrated} of {table.Partitions} partitions {(DryRun ? "would get" : "got")} the table's columns{left}.");
        }
    }
}

/// <summary>One catalog table; counts are of partitions.</summary>
internal sealed record TablesMigrateRow(string Table, int Partitions, int Migrated, int Left);
