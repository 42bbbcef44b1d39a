using Platform.Columns.Proof;
using Platform.Lake.Manifest;
using Platform.Registry.Faults;
using Platform.Registry.Times;
using Platform.Restore.Invocation;
using Platform.Restore.Reading;
using Platform.Sources.Postgres.Targets;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>One snapshot on its way into one table: its rows, their proof, and what is told of them.</summary>
/// <param name="Snapshot">What is restored.</param>
/// <param name="Target">Where to, held against it.</param>
internal sealed record TableRestore(StoredSnapshot Snapshot, TargetTable Target)
{
    /// <summary>Sends the rows of some parts, all of them in the session's transaction.</summary>
    public async Task LoadAsync(TargetSession session, IEnumerable<ManifestFile> files, RestoreContext context, CancellationToken cancellation)
    {
        await using var load = await session.LoadAsync(Target, cancellation).ConfigureAwait(false);
        var fields = Target.Fields;
        var columns = new NestedColumns(fields);
        foreach (var file in files)
        {
            await foreach (var batch in Snapshot.ReadAsync(file, fields, cancellation).ConfigureAwait(false))
            {
                var sent = load.Bytes;
                load.Write(columns.Of(batch), batch.RowCount);
                context.Progress.Add(batch.RowCount, load.Bytes - sent);
                await context.Faults.ReachedAsync(FlowStep.RowsSent, cancellation).ConfigureAwait(false);
            }
        }

        await load.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Sums of hashes add up: what was there before and what was restored together are what is there now.</summary>
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>proof-mismatch</c>.</exception>
    public async Task ProveAsync(TargetSession session, TableProof? before, RestoreSettings settings, CancellationToken cancellation)
    {
        var recorded = Snapshot.Proof;
        var expected = before?.Combine(recorded) ?? recorded;
        var found = await session.ProveAsync(Target, settings.Seed, cancellation).ConfigureAwait(false);
        var differences = expected.Differences(found);
        if (differences.Count == 0) return;
        throw SnapshotFailures.Of("proof-mismatch", Snapshot.Manifest, $"{Target.Name} would not hold what the snapshot recorded: {string.Join("; ", differences)}",
            "nothing was changed; check that PLATFORM_PROOF_SEED is of the stack that took the snapshot, and that no rule or check of the target changes rows");
    }

    public void Tell(EventLog log, string what, string? table = null) => log.Info(what,
        new EventField("table", table ?? Target.Name.ToString()),
        new EventField("rows", Snapshot.Manifest.Rows),
        new EventField("bytes", Snapshot.Manifest.Bytes),
        new EventField("snapshot_time", Snapshot.Foreign is not null ? null : UtcText.Seconds(Snapshot.Manifest.Identity.SnapshotTime)),
        new EventField("location", Snapshot.Location.AbsoluteUri));
}
