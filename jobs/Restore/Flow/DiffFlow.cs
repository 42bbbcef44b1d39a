using Platform.Difference;
using Platform.Difference.Comparing;
using Platform.Lake.Manifest;
using Platform.Registry.Entries;
using Platform.Restore.Invocation;
using Platform.Restore.Reading;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>Columns -> rows of both -> differences -> the feed, where one is asked for -> summary.</summary>
internal sealed class DiffFlow(DiffArguments arguments, EventLog log, RowProgress progress, TimeProvider clock)
{
    public async Task<DifferenceSummary> RunAsync(StoredSnapshot from, StoredSnapshot to, CancellationToken cancellation)
    {
        var columns = await ColumnsAsync(from, to, cancellation).ConfigureAwait(false);
        await using var feed = arguments.Changes is null ? null : await FeedFile.CreateAsync(arguments, columns, clock, cancellation).ConfigureAwait(false);
        var parts = ReadParts.Of(from.Manifest, to.Manifest, EnforcedKey.Holds(from, arguments.Key) && EnforcedKey.Holds(to, arguments.Key));
        using var difference = new TableDifference(columns, arguments.MemoryBytes);
        await AddAsync(difference, Side.From, from, parts.From, cancellation).ConfigureAwait(false);
        await AddAsync(difference, Side.To, to, parts.To, cancellation).ConfigureAwait(false);
        var counts = difference.Compare(feed?.Changes, cancellation);
        if (feed is not null) await feed.CompleteAsync(cancellation).ConfigureAwait(false);
        log.Info("compared", new EventField("rows", progress.Rows), new EventField("equal_rows", parts.EqualRows), new EventField("held_bytes", difference.PeakBytes), new EventField("spilled_bytes", difference.SpilledBytes));
        return Summary(from, to, columns, counts with { Unchanged = counts.Unchanged + parts.EqualRows });
    }

    private async Task<ComparedColumns> ColumnsAsync(StoredSnapshot from, StoredSnapshot to, CancellationToken cancellation)
    {
        var pair = new SnapshotPair(to.Manifest.Identity.Source, to.Table, TimeOf(from), TimeOf(to));
        if (from.Table != to.Table || from.Manifest.Identity.Source != pair.Source)
            throw pair.Refuse("manifest-mismatch", $"the snapshots are of {from.Manifest.Identity.Source}/{from.Table} and {pair.Source}/{to.Table}", "compare two of one table");
        var now = await to.FieldsAsync(cancellation).ConfigureAwait(false);
        var was = await from.FieldsAsync(cancellation).ConfigureAwait(false);
        // A snapshot without parts has no rows either, of whatever columns.
        return ComparedColumns.Of(pair, was ?? now ?? [], now ?? was ?? [], arguments.Key);
    }

    private async Task AddAsync(TableDifference difference, Side side, StoredSnapshot snapshot, IReadOnlyList<ManifestFile> parts, CancellationToken cancellation)
    {
        foreach (var file in parts)
        {
            // As the snapshot numbers them, parts that are left out included.
            var row = 1 + snapshot.Manifest.Files.TakeWhile(f => f.Number != file.Number).Sum(f => f.Rows);
            await foreach (var batch in snapshot.ReadAsync(file, null, cancellation).ConfigureAwait(false))
            {
                difference.Add(side, batch, row);
                row += batch.RowCount;
                progress.Add(batch.RowCount, batch.ByteCount);
            }
        }
    }

    private DifferenceSummary Summary(StoredSnapshot from, StoredSnapshot to, ComparedColumns columns, ChangeCounts counts) => new()
    {
        Source = columns.Snapshots.Source,
        Table = to.Table.ToString(),
        Key = [.. columns.Key.Select(f => f.Name)],
        From = Described(from),
        To = Described(to),
        Inserted = counts.Inserted,
        Updated = counts.Updated,
        Deleted = counts.Deleted,
        Unchanged = counts.Unchanged,
        Columns = counts.Columns,
        Added = [.. columns.Added.Select(f => f.Name).Except(columns.Retyped.Select(r => r.Name))],
        Dropped = columns.Dropped,
        Retyped = columns.Retyped,
        Changes = arguments.Changes?.AbsoluteUri,
    };

    private static ComparedSnapshot Described(StoredSnapshot snapshot) =>
        new(TimeOf(snapshot).ToString(), snapshot.Location.AbsoluteUri, snapshot.Manifest.Rows, snapshot.Manifest.Late);

    private static SnapshotTime TimeOf(StoredSnapshot snapshot) => new(snapshot.Manifest.Identity.SnapshotTime);
}
