using Platform.Operator.Progress;
using Platform.Publication.Retention;
using Platform.Registry.Entries;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>prune</c>: what was done, or with <c>--dry-run</c> would be.</summary>
internal sealed record PruneAnswer(bool DryRun, double GraceSeconds, int Snapshots, int Attempts, long Bytes, IReadOnlyList<PruneRow> Rows)
{
    public static PruneAnswer Of(bool dryRun, TimeSpan grace, IReadOnlyList<(Entry Entry, PruneReport Report)> reports) => new(
        dryRun, grace.TotalSeconds, reports.Sum(pruned => pruned.Report.Removed.Count), reports.Sum(pruned => pruned.Report.Deleted.Count),
        reports.Sum(pruned => pruned.Report.Deleted.Sum(attempt => attempt.Bytes)),
        [.. reports.SelectMany(pruned => RowsOf(pruned.Entry, "removed", pruned.Report.Removed).Concat(RowsOf(pruned.Entry, "deleted", pruned.Report.Deleted)).Concat(RowsOf(pruned.Entry, "kept", pruned.Report.Kept)))]);

    public void Write(TextWriter text)
    {
        if (Rows.Count > 0)
        {
            var table = new TextTable("table", "snapshot time", "attempt", "was", DryRun ? "would be" : "is", "bytes", "why").Right(5);
            foreach (var row in Rows)
                table.Add($"{row.Source}/{row.Table}", row.SnapshotTime, row.Attempt, row.Was, row.Action == "removed" ? "out of the catalog" : row.Action, Quantity.Bytes(row.Bytes), row.Reason ?? "");
            table.Write(text);
            text.WriteLine();
        }

        var verb = DryRun ? "would be " : "";
        text.WriteLine($"{Snapshots} snapshots {verb}removed from the catalog, files of {Attempts} attempts {verb}deleted ({Quantity.Bytes(Bytes)}); grace {Quantity.Duration(TimeSpan.FromSeconds(GraceSeconds))}.");
    }

    private static IEnumerable<PruneRow> RowsOf(Entry entry, string action, IReadOnlyList<PrunedAttempt> attempts) =>
        attempts.Select(attempt => new PruneRow(entry.Source, entry.Name, attempt.Time.ToString(), attempt.Attempt, attempt.Status, action, attempt.Objects, attempt.Bytes, attempt.Reason));
}

/// <summary>
/// One attempt: <c>removed</c> from the catalog, files <c>deleted</c>, or <c>kept</c> with the reason: <c>young</c>, <c>referenced</c>, <c>shared</c>, <c>pinned</c>, <c>in_use</c>, <c>leased</c>, <c>intended</c>.
/// </summary>
internal sealed record PruneRow(string Source, string Table, string SnapshotTime, string Attempt, string Was, string Action, int Objects, long Bytes, string? Reason);
