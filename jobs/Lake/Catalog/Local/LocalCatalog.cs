using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Lake.Catalog.Local;

/// <summary>
/// The catalog of a <c>file://</c> lake: <c>_catalog/&lt;database&gt;/&lt;table&gt;.json</c>, replaced atomically under a file lock. It compares publication
/// numbers under that lock and refuses a lower one, also after the partition was removed.
/// </summary>
public sealed class LocalCatalog : ICatalog
{
    /// <summary>How long a removed partition's publication is remembered: far beyond the grace period after which prune may remove anything.</summary>
    private static readonly TimeSpan RemovedKept = TimeSpan.FromDays(30);

    private readonly string _lake;
    private readonly TimeProvider _time;

    /// <param name="lake">An absolute <c>file://</c> URI.</param>
    /// <param name="time">For waiting on locks and forgetting removed partitions.</param>
    public LocalCatalog(Uri lake, TimeProvider time)
    {
        if (!lake.IsAbsoluteUri || !lake.IsFile) throw new ArgumentException($"\"{lake}\" is not a file:// URI", nameof(lake));
        _lake = Path.GetFullPath(lake.LocalPath);
        _time = time;
    }

    public bool ComparesPublications => true;

    public Task EnsureTableAsync(TableDefinition definition, CancellationToken cancellation)
    {
        var schema = LocalSchemas.NameOf(definition.Columns);
        return FileOf(definition.Identifier).ChangeAsync(
            document =>
            {
                if (document is null) return NewDocument(definition.Identifier, definition.Description, definition.Format, definition.Columns, partitioned: true);
                if (document.Schema == schema && document.Format == definition.Format && document.Description == definition.Description) return document;
                var changed = LocalSchemas.Add(document, schema, definition.Columns);
                return LocalSchemas.Sweep(changed with { Schema = schema, Format = definition.Format, Description = definition.Description });
            },
            cancellation);
    }

    public async Task<TableDefinition?> GetTableAsync(TableIdentifier table, CancellationToken cancellation)
    {
        var document = await FileOf(table).ReadAsync(cancellation).ConfigureAwait(false);
        return document is null ? null : new TableDefinition
        {
            Identifier = table,
            Description = document.Description,
            Columns = document.Schemas[document.Schema],
            Format = document.Format,
        };
    }

    public async Task<Pointer?> GetPartitionAsync(TableIdentifier table, SnapshotTime time, CancellationToken cancellation)
    {
        var document = await FileOf(table).ReadAsync(cancellation).ConfigureAwait(false);
        var partition = document?.Partitions.FirstOrDefault(p => LocalPointers.TimeOf(document, p) == time);
        return partition is null ? null : LocalPointers.ToPointer(document!, partition);
    }

    public Task PutPartitionAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation) =>
        FileOf(table).ChangeAsync(document => Put(document ?? throw MissingTable(table), pointer), cancellation);

    public async Task<IReadOnlyList<Pointer>> ListPartitionsAsync(TableIdentifier table, CancellationToken cancellation)
    {
        var document = await FileOf(table).ReadAsync(cancellation).ConfigureAwait(false);
        return document is null ? [] : [.. document.Partitions.Select(p => LocalPointers.ToPointer(document, p))];
    }

    public Task RemovePartitionsAsync(TableIdentifier table, IReadOnlyCollection<SnapshotTime> times, CancellationToken cancellation) =>
        FileOf(table).ChangeAsync(document => Remove(document ?? throw MissingTable(table), times), cancellation);

    public Task RemovePartitionAsync(TableIdentifier table, SnapshotTime time, long publication, CancellationToken cancellation) =>
        FileOf(table).ChangeAsync(document => Remove(document ?? throw MissingTable(table), time, publication), cancellation);

    public async Task<Pointer?> GetLatestAsync(TableIdentifier table, CancellationToken cancellation)
    {
        var document = await FileOf(table.Latest).ReadAsync(cancellation).ConfigureAwait(false);
        return document is { Partitions: [var partition] } ? LocalPointers.ToPointer(document, partition) : null;
    }

    public async Task<LatestMove> MoveLatestAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation)
    {
        var move = LatestMove.Moved;
        await FileOf(table.Latest).ChangeAsync(
            document =>
            {
                var shown = document is { Partitions: [var partition] } ? LocalPointers.ToPointer(document, partition) : null;
                (move, var shows) = LatestRule.Decide(shown, pointer);
                return shows.Equals(shown) ? document! : Latest(table, document, shows);
            },
            cancellation).ConfigureAwait(false);
        return move;
    }

    public Task SetLatestAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation) =>
        FileOf(table.Latest).ChangeAsync(document => Latest(table, document, pointer), cancellation);

    private static LocalTableDocument Latest(TableIdentifier table, LocalTableDocument? document, Pointer pointer)
    {
        var moved = NewDocument(table.Latest, document?.Description ?? $"The newest snapshot of {table}.", pointer.Format, pointer.Columns, partitioned: false);
        return moved with { Partitions = [LocalPointers.ToPartition(pointer, moved.Schema, partitioned: false)] };
    }

    private LocalTableDocument Put(LocalTableDocument document, Pointer pointer)
    {
        var time = pointer.Parameters.SnapshotTime;
        var index = document.Partitions.ToList().FindIndex(p => LocalPointers.TimeOf(document, p) == time);
        if (index >= 0)
        {
            var there = LocalPointers.ToPointer(document, document.Partitions[index]);
            if (there.Equals(pointer)) return document;
            Refuse(document, pointer, there.Parameters.Publication, there.Parameters.Attempt.ToString());
        }
        else if (document.Removed.FirstOrDefault(r => r.SnapshotTime == time.ToString()) is { } removed)
        {
            Refuse(document, pointer, removed.Publication, other: null);
        }

        var schema = LocalSchemas.NameOf(pointer.Columns);
        var changed = LocalSchemas.Add(document, schema, pointer.Columns);
        var partitions = document.Partitions.Where((_, i) => i != index).Append(LocalPointers.ToPartition(pointer, schema, partitioned: true));
        return LocalSchemas.Sweep(changed with
        {
            Partitions = [.. partitions.OrderBy(p => LocalPointers.TimeOf(document, p))],
            Removed = [.. Remembered(document).Where(r => r.SnapshotTime != time.ToString())],
        });
    }

    /// <summary>The same number is refused too: one publication has one content, and one whose partition was removed is over.</summary>
    private static void Refuse(LocalTableDocument document, Pointer pointer, long publication, string? other)
    {
        if (pointer.Parameters.Publication > publication) return;
        var found = other is null ? $"publication {publication} was removed there" : $"publication {publication} (attempt {other}) is there";
        throw new PlatformException(Stage.Publish, ExitCode.TryAgain,
            $"catalog table {document.Database}.{document.Table} at {pointer.Parameters.SnapshotTime}: publication {pointer.Parameters.Publication} (attempt {pointer.Parameters.Attempt}) is refused, {found}",
            "another process published in the meantime; run again, which skips what is published")
        { Kind = FailureKinds.PublicationSuperseded };
    }

    private LocalTableDocument Remove(LocalTableDocument document, IReadOnlyCollection<SnapshotTime> times)
    {
        var gone = document.Partitions.Where(p => times.Contains(LocalPointers.TimeOf(document, p))).ToList();
        if (gone.Count == 0) return document;
        var now = _time.GetUtcNow();
        var removed = gone.Select(p => LocalPointers.ParametersOf(document, p)).Select(p => new RemovedPartition(p.SnapshotTime.ToString(), p.Publication, now));
        return LocalSchemas.Sweep(document with
        {
            Partitions = [.. document.Partitions.Except(gone)],
            Removed = [.. Remembered(document).Concat(removed)],
        });
    }

    private LocalTableDocument Remove(LocalTableDocument document, SnapshotTime time, long publication)
    {
        var there = document.Partitions.Where(p => LocalPointers.TimeOf(document, p) == time).ToList();
        var known = document.Removed.FirstOrDefault(r => r.SnapshotTime == time.ToString());
        var isOver = there.Exists(p => LocalPointers.ParametersOf(document, p).Publication > publication) || (there.Count == 0 && known?.Publication >= publication);
        if (isOver) return document;
        return LocalSchemas.Sweep(document with
        {
            Partitions = [.. document.Partitions.Except(there)],
            Removed = [.. Remembered(document).Where(r => r != known), new RemovedPartition(time.ToString(), publication, _time.GetUtcNow())],
        });
    }

    private IEnumerable<RemovedPartition> Remembered(LocalTableDocument document) =>
        document.Removed.Where(r => _time.GetUtcNow() - r.RemovedAt < RemovedKept);

    private static LocalTableDocument NewDocument(
        TableIdentifier table, string? description, string format, IReadOnlyList<CatalogColumn> columns, bool partitioned)
    {
        var schema = LocalSchemas.NameOf(columns);
        return new LocalTableDocument
        {
            Database = table.Database,
            Table = table.Name,
            Description = description,
            Format = format,
            PartitionKeys = partitioned ? ObjectLayout.PartitionKeys : [],
            Schema = schema,
            Schemas = new(StringComparer.Ordinal) { [schema] = columns },
        };
    }

    private LocalTableFile FileOf(TableIdentifier table) => new(_lake, table, _time);

    private static PlatformException MissingTable(TableIdentifier table) =>
        new(Stage.Publish, ExitCode.Configuration, $"catalog table {table} does not exist", "the job makes sure of it before publishing; run the snapshot again") { Kind = FailureKinds.TableMissing };
}
