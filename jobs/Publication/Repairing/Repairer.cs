using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Ledger;
using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Publication.Repairing;

/// <summary>
/// Finishes what is decided, then holds the catalog against the ledger: what readers are to see and do not is published anew, by the protocol; what the catalog shows and the
/// ledger does not know, and what has lost its files, is told and left alone.
/// </summary>
public sealed class Repairer(RunLedger ledger, ICatalog catalog, IObjectStore store, Publisher publisher, TimeProvider time)
{
    /// <param name="source">Only this source; null for all.</param>
    /// <param name="table">Only this table; null for all.</param>
    /// <param name="change">False: only tells what would be done.</param>
    /// <param name="cancellation">May come between any two steps.</param>
    public async Task<IReadOnlyList<Finding>> RunAsync(string? source, TableName? table, bool change, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var publication in await ledger.IntendedAsync(source, table, cancellation).ConfigureAwait(false))
        {
            if (change) await publisher.CarryOutAsync(publication, cancellation).ConfigureAwait(false);
            findings.Add(new Finding(FindingKind.Unfinished, null, null, publication, change));
        }

        var published = await ledger.PublishedAsync(source, table, cancellation).ConfigureAwait(false);
        var anew = new HashSet<long>();
        foreach (var members in published.GroupBy(member => PointerDocument.Read(member.Member).Identifier))
            await CompareAsync(members.Key, [.. members], change, anew, findings, cancellation).ConfigureAwait(false);
        return findings;
    }

    private async Task CompareAsync(TableIdentifier table, IReadOnlyList<PublishedMember> members, bool change, HashSet<long> anew, List<Finding> findings, CancellationToken cancellation)
    {
        var shown = (await catalog.ListPartitionsAsync(table, cancellation).ConfigureAwait(false)).ToDictionary(pointer => pointer.Parameters.SnapshotTime);
        foreach (var member in members)
        {
            var there = shown.GetValueOrDefault(member.Member.Key.SnapshotTime);
            shown.Remove(member.Member.Key.SnapshotTime);
            // A group is published anew as one, with the first of its tables that needs it.
            if (anew.Contains(member.Publication)) continue;
            if (await JudgeAsync(table, member, there, ReferenceEquals(member, members[^1]), cancellation).ConfigureAwait(false) is not { } kind) continue;
            var repaired = kind == FindingKind.NotShown && change && await RepublishAsync(member, there, cancellation).ConfigureAwait(false);
            if (repaired) anew.Add(member.Publication);
            findings.Add(new Finding(kind, table, member.Member.Key.SnapshotTime, there?.Parameters.Publication ?? member.Publication, repaired));
        }

        findings.AddRange(shown.Values.Select(stranger => new Finding(FindingKind.Unknown, table, stranger.Parameters.SnapshotTime, stranger.Parameters.Publication, false)));
    }

    /// <summary>What is wrong with a snapshot; null where nothing is.</summary>
    private async Task<FindingKind?> JudgeAsync(TableIdentifier table, PublishedMember member, Pointer? there, bool isNewest, CancellationToken cancellation)
    {
        var expected = PointerDocument.Read(member.Member).ToPointer(member.Member, member.Publication);
        if (there is not null && there.Parameters.Publication > member.Publication) return FindingKind.Unknown;
        if (!await HasManifestAsync(expected.Location, cancellation).ConfigureAwait(false)) return FindingKind.FilesMissing;
        if (there is null || there.Parameters.Publication != member.Publication || there.Location != expected.Location) return FindingKind.NotShown;
        if (!isNewest || member.Pinned) return null;
        var latest = await catalog.GetLatestAsync(table, cancellation).ConfigureAwait(false);
        var order = latest?.Parameters.SnapshotTime.CompareTo(member.Member.Key.SnapshotTime);
        return order > 0 || (order == 0 && latest!.Parameters.Publication == member.Publication) ? null : FindingKind.NotShown;
    }

    private async Task<bool> RepublishAsync(PublishedMember member, Pointer? there, CancellationToken cancellation)
    {
        if (await ledger.ReaffirmAsync(member, Ulid.New(time), there?.Parameters.Publication, cancellation).ConfigureAwait(false) is not { } publication) return false;
        await publisher.CarryOutAsync(publication, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>The names below the lake need no escapes in a URI; a location elsewhere is none of this lake's files.</summary>
    private async Task<bool> HasManifestAsync(Uri location, CancellationToken cancellation)
    {
        var lake = store.Lake.AbsoluteUri.TrimEnd('/') + "/";
        return location.AbsoluteUri.StartsWith(lake, StringComparison.Ordinal)
            && await store.StatAsync(location.AbsoluteUri[lake.Length..] + ObjectLayout.ManifestName, cancellation).ConfigureAwait(false) is not null;
    }
}
