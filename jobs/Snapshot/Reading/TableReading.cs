using Platform.Formats.Files;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Invocation;
using Platform.Telemetry.Events;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Ranges;
using Platform.Sources.Postgres.Session;

namespace Platform.Snapshot.Reading;

/// <summary>Reads the whole plan once, under the leader's snapshot, into parts under the prefix of each output's attempt.</summary>
internal static class TableReading
{
    /// <returns>The parts of each output, in the order of <paramref name="outputs"/>.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<StreamResult>>> RunAsync(
        IReadOnlyList<TableAttempt> outputs, JobSettings settings, Services services, SourceSession source, Leader leader,
        SchemaMatch match, ReadPlan plan, CancellationToken cancellation)
    {
        using var progress = new RowProgress(services.Log, plan.Bytes, settings.ProgressEvery, services.Clock);
        var task = outputs[0].Task;
        var entry = task.Entry;
        var context = new StreamContext
        {
            Source = settings.Source,
            Address = source.Address.Server,
            Import = leader.Import,
            Reads = match.Reads,
            Copy = new CopyOptions { MaxValueBytes = (int)Math.Min(entry.MaxValueBytes, CopyOptions.LargestMaxValueBytes), Subject = new CopySubject(entry.Source, entry.Table.ToString()), MaskSecret = task.MaskSecret(settings) },
            RowGroup = entry.RowGroup,
            WriteBesideReading = plan.Streams.Count < Environment.ProcessorCount,
            Store = services.Store,
            Outputs =
            [
                .. outputs.Select(output => new StreamOutput(
                    output.Prefix, output.Task.Entry.Format, WriterOptions.Default with { Compression = output.Task.Entry.Compression },
                    FooterMetadata.For(settings.Stack, output, match.Fingerprint, leader.Snapshot, source.Server))),
            ],
            Seed = settings.ProofSeed,
            Progress = progress,
            Faults = services.Faults,
        };
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellation, leader.Expired);
        try
        {
            var streams = plan.Streams.Select((ranges, number) => (Func<CancellationToken, IReadOnlyList<StreamResult>>)new TableStream(context, number, ranges).Run).ToList();
            var results = await StreamGroup.RunAsync(streams, inTime.Token).ConfigureAwait(false);
            var parts = new List<IReadOnlyList<StreamResult>>();
            for (var output = 0; output < outputs.Count; output++) parts.Add(OfOutput(results, output));
            return parts;
        }
        catch (OperationCanceledException) when (leader.Expired.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw leader.TooOld();
        }
    }

    private static List<StreamResult> OfOutput(IReadOnlyList<IReadOnlyList<StreamResult>> streams, int output) => [.. streams.Select(parts => parts[output])];
}
