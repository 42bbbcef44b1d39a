using System.Globalization;
using Platform.Ledger;
using Platform.Ledger.Findings;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Snapshot.Flow;
using Platform.Sources.Postgres.Checks;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Checking;

/// <summary>The entry's checks: what the source answered in the snapshot's own database snapshot, and the row count against what was published before.</summary>
internal static class CheckRun
{
    /// <summary>Every check with its result, in the order of the entry, as the ledger keeps them.</summary>
    public static async Task<IReadOnlyList<CheckRecord>> ResultsAsync(
        SnapshotTask task, IReadOnlyList<CheckFinding> findings, long rows, RunLedger ledger, CancellationToken cancellation)
    {
        var results = new List<CheckRecord>();
        for (var number = 0; number < task.Entry.Checks.Count; number++)
        {
            var check = task.Entry.Checks[number];
            var finding = check is Check.RowCountChange change
                ? RowCountRule.Judge(number, change, rows, await ledger.EarlierRowsAsync(task.Key, change.OfLast, cancellation).ConfigureAwait(false))
                : findings.First(found => found.Number == number);
            results.Add(new CheckRecord(
                number, CheckNames.Of(check), CheckNames.Kind(check), check.Severity == CheckSeverity.Warn ? "warn" : "fail", finding.Passed, finding.Expected, finding.Found));
        }

        return results;
    }

    public static bool MayPublish(IReadOnlyList<CheckRecord> results) => !results.Any(IsFailure);

    private static bool IsFailure(CheckRecord result) => !result.Passed && result.Severity == "fail";

    /// <summary>Tells of every check that failed; one that is no mere warning ends the run, its attempt kept for inspection.</summary>
    /// <exception cref="PlatformException">Data, <c>check-failed</c>.</exception>
    public static void Enforce(SnapshotTask task, IReadOnlyList<CheckRecord> results, Uri location, EventLog log)
    {
        foreach (var warned in results.Where(result => !result.Passed && result.Severity == "warn"))
            log.Warning(EventNames.Notice, new EventField("message", $"check failed: {Sentence(warned)}"));
        var failed = results.Where(IsFailure).ToList();
        if (failed.Count == 0) return;
        throw new PlatformException(Stage.Check, ExitCode.Data,
            string.Create(CultureInfo.InvariantCulture, $"{failed.Count} of {results.Count} checks failed: {string.Join("; ", failed.Select(Sentence))}"),
            $"nothing was published; the attempt is kept for inspection at {location} until prune removes it; correct the source, or the check, and run again")
        { Kind = "check-failed", SourceName = task.Entry.Source, Table = task.Entry.Table.ToString() };
    }

    private static string Sentence(CheckRecord result) => $"{result.Name}: expected {result.Expected}, found {result.Found}";
}
