using System.Text.Json;
using Platform.Columns.Proof;
using Platform.Difference;
using Platform.Restore.Invocation;
using Platform.Restore.Reading;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>One comparison of two snapshots: its summary is the answer on stdout.</summary>
internal static class DiffJob
{
    public static async Task RunAsync(DiffArguments arguments, TimeSpan progressEvery, EventLog log, TimeProvider clock, CancellationToken cancellation)
    {
        await using var from = await OpenAsync(arguments.From, arguments, clock, cancellation).ConfigureAwait(false);
        await using var to = await OpenAsync(arguments.To, arguments, clock, cancellation).ConfigureAwait(false);
        using var progress = new RowProgress(log, from.Manifest.Bytes + to.Manifest.Bytes, progressEvery, clock);
        var summary = await new DiffFlow(arguments, log, progress, clock).RunAsync(from, to, cancellation).ConfigureAwait(false);
        await using var output = Console.OpenStandardOutput();
        output.Write([.. JsonSerializer.SerializeToUtf8Bytes(summary, DifferenceJson.Default.DifferenceSummary), (byte)'\n']);
        log.Info(EventNames.Done,
            new EventField("table", summary.Table),
            new EventField("inserted", summary.Inserted),
            new EventField("updated", summary.Updated),
            new EventField("deleted", summary.Deleted),
            new EventField("unchanged", summary.Unchanged));
    }

    /// <summary>A comparison proves nothing, so that it needs no seed.</summary>
    private static Task<StoredSnapshot> OpenAsync(Uri prefix, DiffArguments arguments, TimeProvider clock, CancellationToken cancellation) =>
        StoredSnapshot.OpenAsync(new TableTask(prefix, arguments.Table, Into: null), new ProofSeed(0), clock, cancellation);
}
