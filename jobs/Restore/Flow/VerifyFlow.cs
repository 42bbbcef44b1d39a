using Platform.Columns.Proof;
using Platform.Lake.Manifest;
using Platform.Restore.Reading;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>The files against the manifest: bytes by checksum, content by decoding every value and hashing it again.</summary>
internal sealed class VerifyFlow(RestoreContext context)
{
    public async Task RunAsync(IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        foreach (var snapshot in snapshots) await VerifyAsync(snapshot, cancellation).ConfigureAwait(false);
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
