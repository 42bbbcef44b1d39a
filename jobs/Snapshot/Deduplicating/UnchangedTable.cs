using Platform.Lake.Manifest;
using Platform.Lake.Objects;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Recording;

namespace Platform.Snapshot.Deduplicating;

/// <summary>
/// <c>dedupe: true</c>: where the proof, the columns and the form of the files are those of the snapshot before, its files are the snapshot's too and the ones just written go. The manifest
/// stays the attempt's own, since it was captured at another time.
/// </summary>
internal static class UnchangedTable
{
    /// <summary>The record as it was, or pointing at the earlier files; then the ledger keeps those from being deleted.</summary>
    public static async Task<AttemptRecord> ShareAsync(AttemptRecord record, Services services, CancellationToken cancellation)
    {
        var earlier = await services.Ledger.EarlierFilesAsync(record.Task.Key, cancellation).ConfigureAwait(false);
        if (earlier?.Prefix is not { } prefix || !Ulid.TryParse(earlier.FilesOf ?? earlier.AttemptId, out var owner)) return record;
        if (await ReadAsync(services, prefix, cancellation).ConfigureAwait(false) is not { } manifest || !IsSame(manifest, ManifestOf.Record(record))) return record;
        if (!await services.Ledger.ShareAsync(record.Lease, owner, cancellation).ConfigureAwait(false)) return record;
        await AttemptFiles.DeleteAsync(services.Store, record.Prefix, deleted: null, cancellation).ConfigureAwait(false);
        return record with { Shared = new SharedFiles(owner, manifest.FilesAt ?? prefix, manifest.Files) };
    }

    private static bool IsSame(SnapshotManifest earlier, SnapshotManifest now) =>
        earlier.Proof is { } proof && now.Proof is { } proved && proof.Version == proved.Version && proof.Rows == proved.Rows && proof.RowHash == proved.RowHash
        && proof.Columns.SequenceEqual(proved.Columns) && ManifestColumn.AreSame(earlier.Columns, now.Columns) && earlier.Losses.SequenceEqual(now.Losses)
        && (earlier.Format, earlier.Compression) == (now.Format, now.Compression);

    /// <summary>Null where it is not there or cannot be read: then nothing is known to be the same.</summary>
    private static async Task<SnapshotManifest?> ReadAsync(Services services, string prefix, CancellationToken cancellation)
    {
        try
        {
            return await ManifestFiles.ReadAsync(services.Store, prefix, cancellation).ConfigureAwait(false);
        }
        catch (PlatformException e) when (e.Kind is FailureKinds.ObjectMissing or FailureKinds.ManifestDamaged or FailureKinds.ManifestVersion)
        {
            return null;
        }
    }
}
