using Platform.Columns.Proof;
using Platform.Lake.Manifest;
using Platform.Restore.Planning;
using Platform.Restore.Reading;
using Platform.Sources.Postgres.Targets;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>The files against the manifest: bytes by checksum, content by decoding every value and hashing it again; and the live tables, where asked.</summary>
internal sealed class VerifyFlow(RestoreContext context)
{
    public async Task RunAsync(IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        foreach (var snapshot in snapshots) await VerifyAsync(snapshot, cancellation).ConfigureAwait(false);
        if (!context.Arguments.AgainstSource) return;
        await using var source = await TargetSession.OpenSourceAsync(context.Settings.Target!, cancellation).ConfigureAwait(false);
        await source.BeginAsync(oneSnapshot: true, readOnly: true, cancellation).ConfigureAwait(false);
        foreach (var snapshot in snapshots) await CompareAsync(source, snapshot, cancellation).ConfigureAwait(false);
    }

    /// <summary>What the source's own server computes of the table as it is now, under the same filter and loss policies, against what was recorded.</summary>
    private async Task CompareAsync(TargetSession source, StoredSnapshot snapshot, CancellationToken cancellation)
    {
        var manifest = snapshot.Manifest;
        var live = await source.ReadTableAsync(snapshot.Table, cancellation).ConfigureAwait(false);
        var policies = context.Arguments with { Partial = true, Allowed = manifest.Losses.Select(l => l.Column).ToHashSet(StringComparer.Ordinal) };
        var table = SnapshotFit.Check(snapshot, live, policies);
        var found = await source.ProveAsync(table, manifest.Filter, context.Settings.Seed, cancellation).ConfigureAwait(false);
        var differences = ManifestProofs.Of(manifest, manifest.Proof).Differences(found);
        if (differences.Count > 0)
            throw SnapshotFailures.Of("source-differs", manifest, $"the live table no longer holds what the snapshot recorded: {string.Join("; ", differences)}", "the files are whole; rows have changed since they were taken");
        context.Log.Info("source-proved", new EventField("table", snapshot.Table.ToString()), new EventField("rows", found.Rows));
    }

    private async Task VerifyAsync(StoredSnapshot snapshot, CancellationToken cancellation)
    {
        var manifest = snapshot.Manifest;
        var whole = ManifestProofs.Of(manifest, manifest.Proof);
        TableProof? sum = null;
        foreach (var file in manifest.Files)
        {
            var found = await ProveAsync(snapshot, file, cancellation).ConfigureAwait(false);
            if (file.Proof is { } recorded) Compare(manifest, ManifestProofs.Of(manifest, recorded), found, file.Name);
            sum = sum?.Combine(found) ?? found;
        }

        if (sum is not null) Compare(manifest, whole, sum, "the snapshot");
        context.Log.Info("verified",
            new EventField("table", snapshot.Table.ToString()),
            new EventField("rows", manifest.Rows),
            new EventField("bytes", manifest.Bytes),
            new EventField("files", manifest.Files.Count),
            new EventField("location", snapshot.Location.AbsoluteUri));
    }

    private async Task<TableProof> ProveAsync(StoredSnapshot snapshot, ManifestFile file, CancellationToken cancellation)
    {
        ProofAccumulator? proof = null;
        await foreach (var batch in snapshot.ReadAsync(file, null, cancellation).ConfigureAwait(false))
        {
            proof ??= new ProofAccumulator(batch.Fields, context.Settings.Seed);
            proof.Add(batch);
            context.Progress.Add(batch.RowCount, batch.ByteCount);
        }

        return proof?.Proof ?? new TableProof(TableProof.CurrentVersion, 0, 0, [.. snapshot.Manifest.Columns.Select(c => new ColumnProof(c.Name, 0, 0))]);
    }

    private static void Compare(SnapshotManifest manifest, TableProof expected, TableProof found, string what)
    {
        var differences = expected.Differences(found);
        if (differences.Count == 0) return;
        throw SnapshotFailures.Of("proof-mismatch", manifest, $"{what} does not hold what the manifest recorded: {string.Join("; ", differences)}",
            "check that PLATFORM_PROOF_SEED is of the stack that took the snapshot; if it is, restore the object from a version or copy");
    }
}
