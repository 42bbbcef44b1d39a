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
    /// <summary>
    /// Publishes an earlier, kept attempt of a snapshot again, and with it those of the other tables of its group, by the same protocol; <c>_latest</c> follows only where it shows
    /// that time.
    /// </summary>
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

    /// <summary>Holds <c>_latest</c>, of a table and of its group, at a published snapshot: publications of other times leave it, prune keeps that snapshot.</summary>
    /// <returns>What <c>_latest</c> now shows.</returns>
    /// <exception cref="PlatformException"><c>not-published</c> (69), and whatever ledger and catalog throw.</exception>
    public async Task<Pointer> PinAsync(SnapshotKey key, TableIdentifier table, CancellationToken cancellation)
    {
        while (await ledger.HoldLatestAsync(key, cancellation).ConfigureAwait(false) is { } unfinished)
        {
            foreach (var publication in unfinished) await CarryOutAsync(publication, cancellation).ConfigureAwait(false);
        }

        foreach (var other in await TogetherAsync(key, table, cancellation).ConfigureAwait(false)) await HoldAsync(other, key, cancellation).ConfigureAwait(false);
        return await HoldAsync(table, key, cancellation).ConfigureAwait(false);
    }

    /// <summary>Lets <c>_latest</c> go on, of a table and of what is held together with it: it shows the newest published snapshot at once.</summary>
    /// <returns>What it now shows, and whether it had been pinned.</returns>
    /// <exception cref="PlatformException"><c>not-published</c> (69) where the table has no snapshot at all.</exception>
    public async Task<(Pointer Shows, bool WasPinned)> UnpinAsync(string source, TableName name, string output, TableIdentifier table, CancellationToken cancellation)
    {
        IReadOnlyList<TableIdentifier> tables = await ledger.HeldAsync(source, name, output, cancellation).ConfigureAwait(false) is { } held
            ? [.. await TogetherAsync(held, table, cancellation).ConfigureAwait(false), table]
            : [table];
        foreach (var each in tables)
        {
            var newest = await NewestAsync(each, cancellation).ConfigureAwait(false) ?? throw new PlatformException(
                Stage.Publish, ExitCode.Unavailable, "no snapshot is published, so that _latest shows nothing", "take one: platform snapshot")
            { Kind = "not-published", SourceName = source, Table = name.ToString() };
            await catalog.SetLatestAsync(each, newest, cancellation).ConfigureAwait(false);
        }

        var wasPinned = await ledger.ReleaseLatestAsync(source, name, output, cancellation).ConfigureAwait(false);
        // A snapshot that was published between the two saw the pin and stayed away.
        foreach (var each in tables) await catalog.MoveLatestAsync(each, (await NewestAsync(each, cancellation).ConfigureAwait(false))!, cancellation).ConfigureAwait(false);
        return ((await NewestAsync(table, cancellation).ConfigureAwait(false))!, wasPinned);
    }

    /// <summary>The other tables that readers see by the same publication.</summary>
    private async Task<IReadOnlyList<TableIdentifier>> TogetherAsync(SnapshotKey key, TableIdentifier table, CancellationToken cancellation) =>
        [.. (await ledger.TogetherAsync(key, cancellation).ConfigureAwait(false)).Select(member => PointerDocument.Read(member.Member).Identifier).Where(other => other != table)];

    private async Task<Pointer> HoldAsync(TableIdentifier table, SnapshotKey key, CancellationToken cancellation)
    {
        var pointer = (await catalog.GetPartitionAsync(table, key.SnapshotTime, cancellation).ConfigureAwait(false) ?? throw Behind(table, key)).AsPinned(true);
        await catalog.SetLatestAsync(table, pointer, cancellation).ConfigureAwait(false);
        return pointer;
    }

    private async Task<Pointer?> NewestAsync(TableIdentifier table, CancellationToken cancellation) =>
        (await catalog.ListPartitionsAsync(table, cancellation).ConfigureAwait(false)) is [.., var newest] ? newest : null;

    private static PlatformException Behind(TableIdentifier table, SnapshotKey key) =>
        new(Stage.Publish, ExitCode.TryAgain, string.Create(CultureInfo.InvariantCulture, $"the ledger says that {key.SnapshotTime} is published, and catalog table {table} does not have it"),
            "try again; if it lasts, the catalog was changed by hand")
        { Kind = "catalog-behind", SourceName = key.Source, Table = key.Table.ToString() };
}
