using System.Text.Json.Serialization;
using Platform.Ledger.Findings;
using Platform.Ledger.Reading;
using Platform.Operator.Progress;
using Platform.Registry.Entries;
using Platform.Registry.Times;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>status</c>: runs, newest snapshot time first, and what to know beside them.</summary>
internal sealed record StatusAnswer(IReadOnlyList<StatusRow> Runs, IReadOnlyList<string> Warnings)
{
    /// <summary>A pinned table is easily forgotten: its readers see one hour for ever.</summary>
    public static IReadOnlyList<string> WarningsOf(IEnumerable<RunStatus> pinned) =>
        [.. pinned.Select(StatusRow.Of).Select(run => $"{run.Name}: _latest is pinned to {run.SnapshotTime}, and its readers see no later snapshot; ./platform latest {run.Name} --unpin lets it go")];

    public void Write(TextWriter text)
    {
        if (Runs.Count == 0)
        {
            text.WriteLine("No run in the ledger fits.");
            return;
        }

        var table = new TextTable("table", "snapshot time", "status", "rows", "bytes", "took", "lateness", "next run").Right(3, 4, 5, 6);
        foreach (var run in Runs)
        {
            table.Add(
                run.Name, run.SnapshotTime,
                (run.Pruned ? "pruned" : run.Status) + (run.Stale ? " (stale)" : "") + (run.Late ? " (late)" : ""),
                run.Rows is { } rows ? Quantity.Rows(rows) : "-", run.Bytes is { } bytes ? Quantity.Bytes(bytes) : "-",
                run.DurationSeconds is { } seconds ? Quantity.Duration(TimeSpan.FromSeconds(seconds)) : "-",
                run.LatenessSeconds is { } late ? Quantity.Duration(TimeSpan.FromSeconds(late)) : "-", run.NextRun ?? "-");
        }

        table.Write(text);
        WriteLosses(text);
        if (Runs.Any(run => run.Error is not null)) text.WriteLine();
        ErrorFacts.WriteAll(text, from run in Runs where run.Error is not null select ($"{run.Name} {run.SnapshotTime}", run.Error));
    }

    private void WriteLosses(TextWriter text)
    {
        if (Runs.All(run => run.Losses.Count == 0)) return;
        text.WriteLine();
        var table = new TextTable("values that did not fit", "snapshot time", "column", "kind", "on_loss", "count").Right(5);
        foreach (var run in Runs)
        {
            foreach (var loss in run.Losses) table.Add(run.Name, run.SnapshotTime, loss.Column, loss.Kind, loss.Policy, Quantity.Rows(loss.Count));
        }

        table.Write(text);
    }
}

/// <summary>One run, by the names of the ledger's columns; times are ISO 8601 in UTC.</summary>
internal sealed record StatusRow(
    string Source, string Table, string Output, string SnapshotTime, string Status, bool Stale, bool Late, bool Pruned, bool Pinned, int Attempts, string? Attempt, string? Location,
    long? Rows, long? Bytes, double? DurationSeconds, double? LatenessSeconds, string? CapturedAt, string? StartedAt, string? EndedAt, string? NextRun, IReadOnlyList<LossRecord> Losses, ErrorFacts? Error)
{
    /// <summary>As people name the run's output.</summary>
    [JsonIgnore]
    public string Name => RegistryNames.OfOutput($"{Source}/{Table}", Output);

    public static StatusRow Of(RunStatus run) => new(
        run.Source, TableOf(run), run.Output, Time(run.SnapshotTime)!, run.Status, run.Stale, run.Late, run.PrunedAt is not null, run.Pinned, run.Attempts, run.PublishedAttempt, run.Location,
        run.Rows, run.Bytes, run.DurationSeconds, run.LatenessSeconds, Time(run.CapturedAt), Time(run.StartedAt), Time(run.EndedAt), Time(run.NextRunAt), run.Losses,
        run.ErrorType is null ? null : new ErrorFacts(run.ErrorType, run.ErrorMessage ?? "", run.ErrorHint, run.ExitCode ?? 0, run.Source, TableOf(run), null));

    /// <summary>The table as the registry writes it and other commands take it: quoted where its name needs that.</summary>
    public static string TableOf(RunStatus run) => new TableName(run.SchemaName, run.TableName).ToString();

    public static string? Time(DateTimeOffset? time) => time is { } known ? UtcText.Milliseconds(known) : null;
}
