using System.Text.Json.Serialization;
using Platform.Registry.Failures;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>snapshot</c> and <c>demo</c>: one result per table and output, in the order asked for.</summary>
internal sealed record SnapshotAnswer(string Lake, IReadOnlyList<SnapshotResult> Snapshots, bool Interrupted)
{
    /// <summary>0 where every table is published.</summary>
    [JsonIgnore]
    public ExitCode ExitCode => FailureOrder.First(Snapshots.Select(result => result.Error)) is var failed && failed != ExitCode.Success
        ? failed
        : Interrupted ? ExitCode.TryAgain : ExitCode.Success;

    /// <summary>The table that ends a command: what is published now, and where below the lake.</summary>
    public void WriteTable(TextWriter text)
    {
        if (!Snapshots.Any(result => result.Error is null)) return;
        var table = new TextTable("table", "rows", "bytes", "rows/s", "proof", "location").Right(1, 2, 3);
        foreach (var result in Snapshots.Where(result => result.Error is null))
        {
            table.Add(
                $"{result.Source}/{result.Table}", Progress.Quantity.Rows(result.Rows ?? 0), Progress.Quantity.Bytes(result.Bytes ?? 0),
                result.Status == "skipped" ? "-" : Progress.Quantity.Rows((long)((result.Rows ?? 0) / Math.Max(result.Seconds, 0.001))),
                result.Status == "skipped" ? "published before" : result.Proof ?? "-", result.Location?[(Lake.Length + 1)..] ?? "-");
        }

        table.Write(text);
        text.WriteLine($"Locations are below {Lake}/");
    }

    /// <summary>Each failure and notice, as a person reads it.</summary>
    public void WriteFailures(TextWriter messages)
    {
        ErrorFacts.WriteAll(messages, from result in Snapshots where result.Error is not null select ($"{result.Source}/{result.Table} {result.SnapshotTime}", result.Error));

        foreach (var result in Snapshots)
        {
            foreach (var notice in result.Notices) messages.WriteLine($"note: {result.Source}/{result.Table}: {notice}");
        }

        if (Interrupted) messages.WriteLine("error: interrupted; tables that are not listed were not started (exit 75)");
    }
}

/// <summary>One table at one snapshot time.</summary>
internal sealed record SnapshotResult
{
    public required string Source { get; init; }

    public required string Table { get; init; }

    public required string SnapshotTime { get; init; }

    /// <summary><c>published</c>, <c>skipped</c> (it was published before), <c>failed</c>, or <c>refused</c> (of <c>rerun</c>: no job was started for it).</summary>
    public required string Status { get; init; }

    /// <summary>Wall time of the job.</summary>
    public required double Seconds { get; init; }

    public long? Rows { get; init; }

    public long? Bytes { get; init; }

    public string? Location { get; init; }

    public string? CapturedAt { get; init; }

    public bool? Late { get; init; }

    /// <summary><c>files</c> or <c>source</c>; null where nothing was proved by this command.</summary>
    public string? Proof { get; init; }

    /// <summary>What the job found worth knowing and not wrong, such as a new column in the source; one sentence each.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    public ErrorFacts? Error { get; init; }
}
