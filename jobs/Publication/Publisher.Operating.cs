using System.Globalization;
using Platform.Lake.Catalog;
using Platform.Ledger.Publications;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Publication;

/// <summary>What people ask for: an earlier attempt back, and <c>_latest</c> held at a snapshot time.</summary>
public sealed partial class Publisher
{
    /// <summary>Publishes an earlier, kept attempt of a snapshot again, by the same protocol; <c>_latest</c> follows only where it shows that time.</summary>
    /// <param name="key">The snapshot.</param>
    /// <param name="table">Its catalog table.</param>
    /// <param name="attempt">Which attempt; null for the one before the published one.</param>
    /// <param name="cancellation">May leave it decided; then the next process to touch the table finishes it.</param>
    /// <exception cref="PlatformException">As <see cref="Ledger.RunLedger.RollbackAsync"/> and the catalog throw.</exception>
    public async Task<Rollback> RollbackAsync(SnapshotKey key, TableIdentifier table, Ulid? attempt, CancellationToken cancellation)
    {
        var decision = Ulid.New(time);
        while (true)
        {
            var shown = catalog.ComparesPublications ? await catalog.GetPartitionAsync(table, key.SnapshotTime, cancellation).ConfigureAwait(false) : null;
            switch (await ledger.RollbackAsync(key, attempt, decision, shown?.Parameters.Publication, cancellation).ConfigureAwait(false))
            {
                case Decision.Already already: return new Rollback(already.Attempt, already.Attempt, null);
                case Decision.Unfinished unfinished:
                    foreach (var publication in unfinished.Intended) await CarryOutAsync(publication, cancellation).ConfigureAwait(false);
                    continue;
                case Decision.Decided decided:
                    await faults.ReachedAsync(Registry.Faults.FlowStep.Decided, cancellation).ConfigureAwait(false);
                    await CarryOutAsync(decided.Publication, cancellation).ConfigureAwait(false);
                    return new Rollback(decided.Attempt, decided.Replaces, decided.Publication);
            }
        }
    }

    /// <summary>Holds <c>_latest</c> at a published snapshot: publications of other times leave it, prune keeps that snapshot.</summary>
    /// <returns>What <c>_latest</c> now shows.</returns>
    /// <exception cref="PlatformException"><c>not-published</c> (69), and whatever ledger and catalog throw.</exception>
    public async Task<Pointer> PinAsync(SnapshotKey key, TableIdentifier table, CancellationToken cancellation)
    {
        while (await ledger.HoldLatestAsync(key, cancellation).ConfigureAwait(false) is { } unfinished)
        {
            foreach (var publication in unfinished) await CarryOutAsync(publication, cancellation).ConfigureAwait(false);
        }

        var pointer = (await catalog.GetPartitionAsync(table, key.SnapshotTime, cancellation).ConfigureAwait(false) ?? throw Behind(table, key)).AsPinned(true);
        await catalog.SetLatestAsync(table, pointer, cancellation).ConfigureAwait(false);
        return pointer;
    }

    /// <summary>Lets <c>_latest</c> go on: it shows the newest published snapshot at once.</summary>
    /// <returns>What it now shows, and whether it had been pinned.</returns>
    /// <exception cref="PlatformException"><c>not-published</c> (69) where the table has no snapshot at all.</exception>
    public async Task<(Pointer Shows, bool WasPinned)> UnpinAsync(string source, TableName name, string output, TableIdentifier table, CancellationToken cancellation)
    {
        var partitions = await catalog.ListPartitionsAsync(table, cancellation).ConfigureAwait(false);
        if (partitions.Count == 0)
        {
            throw new PlatformException(Stage.Publish, ExitCode.Unavailable, "no snapshot is published, so that _latest shows nothing", "take one: platform snapshot")
            { Kind = "not-published", SourceName = source, Table = name.ToString() };
        }

        await catalog.SetLatestAsync(table, partitions[^1], cancellation).ConfigureAwait(false);
        var wasPinned = await ledger.ReleaseLatestAsync(source, name, output, cancellation).ConfigureAwait(false);
        // A snapshot that was published between the two saw the pin and stayed away.
        var newest = (await catalog.ListPartitionsAsync(table, cancellation).ConfigureAwait(false))[^1];
        await catalog.MoveLatestAsync(table, newest, cancellation).ConfigureAwait(false);
        return (newest, wasPinned);
    }

    private static PlatformException Behind(TableIdentifier table, SnapshotKey key) =>
        new(Stage.Publish, ExitCode.TryAgain, string.Create(CultureInfo.InvariantCulture, $"the ledger says that {key.SnapshotTime} is published, and catalog table {table} does not have it"),
            "try again; if it lasts, the catalog was changed by hand")
        { Kind = "catalog-behind", SourceName = key.Source, Table = key.Table.ToString() };
}
