using Platform.Columns.Proof;
using Platform.Formats.Files;
using Platform.Registry.Layout;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Invocation;
using Platform.Telemetry.Events;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Ranges;
using Platform.Sources.Postgres.Session;

namespace Platform.Snapshot.Reading;

/// <summary>Reads the whole plan under the leader's snapshot into parts under the attempt's prefix.</summary>
internal static class TableReading
{
    public static async Task<IReadOnlyList<StreamResult>> RunAsync(
        SnapshotTask task, JobSettings settings, Services services, SourceSession source, Leader leader,
        SchemaMatch match, ReadPlan plan, string prefix, Ulid attempt, CancellationToken cancellation)
    {
        using var progress = new RowProgress(services.Log, plan.Bytes, settings.ProgressEvery, services.Clock);
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
            Prefix = prefix,
            Format = entry.Format,
            Compression = entry.Compression,
            Writer = WriterOptions.Default with { Compression = entry.Compression },
            Metadata = FooterMetadata.For(settings.Stack, entry, task.Time, attempt, task.EntryHash, match.Fingerprint, task.Group, leader.Snapshot, source.Server),
            Seed = new ProofSeed(settings.ProofSeed),
            Progress = progress,
            Faults = services.Faults,
        };
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellation, leader.Expired);
        try
        {
            var streams = plan.Streams.Select((ranges, number) => (Func<CancellationToken, StreamResult>)new TableStream(context, number, ranges).Run).ToList();
            return await StreamGroup.RunAsync(streams, inTime.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (leader.Expired.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw leader.TooOld();
        }
    }
}
