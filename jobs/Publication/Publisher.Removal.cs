using Platform.Lake.Catalog;
using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Registry.Layout;

namespace Platform.Publication;

/// <summary>The publication of nothing: a thinned snapshot leaves the catalog by the protocol that put it there.</summary>
public sealed partial class Publisher
{
    /// <summary>Decides that a snapshot leaves the catalog, and carries that out; its files stay.</summary>
    /// <returns>Null, or why it stays: <c>changed</c>, <c>newest</c>, <c>pinned</c>, <c>young</c>, <c>intended</c>, <c>leased</c>.</returns>
    public async Task<string?> RemoveAsync(RetainedAttempt attempt, TableIdentifier table, TimeSpan grace, CancellationToken cancellation)
    {
        var shown = catalog.ComparesPublications ? await catalog.GetPartitionAsync(table, new SnapshotTime(attempt.SnapshotTime), cancellation).ConfigureAwait(false) : null;
        var (publication, refusal) = await ledger.RemoveAsync(attempt, Ulid.New(time), grace, shown?.Parameters.Publication, cancellation).ConfigureAwait(false);
        if (publication is not { } number) return refusal;
        await faults.ReachedAsync(FlowStep.Decided, cancellation).ConfigureAwait(false);
        await CarryOutAsync(number, cancellation).ConfigureAwait(false);
        return null;
    }

    private async Task<CarriedOut> SendRemovalAsync(long publication, IReadOnlyList<(SnapshotKey Key, TableIdentifier Table)> members, CancellationToken cancellation)
    {
        foreach (var (key, table) in members)
        {
            await catalog.RemovePartitionAsync(table, key.SnapshotTime, publication, cancellation).ConfigureAwait(false);
            await faults.ReachedAsync(FlowStep.PartitionPut, cancellation).ConfigureAwait(false);
        }

        foreach (var (key, table) in members)
        {
            if (await catalog.GetPartitionAsync(table, key.SnapshotTime, cancellation).ConfigureAwait(false) is not null) throw Disagrees(publication, table, key.SnapshotTime.ToString());
        }

        await faults.ReachedAsync(FlowStep.ReadBack, cancellation).ConfigureAwait(false);
        await ledger.RemovedAsync(publication, cancellation).ConfigureAwait(false);
        await faults.ReachedAsync(FlowStep.Done, cancellation).ConfigureAwait(false);
        return CarriedOut.Done;
    }
}
