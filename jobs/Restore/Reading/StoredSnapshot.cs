using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Columns.Proof;
using Platform.Lake.Manifest;
using Platform.Lake.Objects;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Restore.Invocation;
using Platform.Sources.Postgres.Ddl;

namespace Platform.Restore.Reading;

/// <summary>A snapshot in the lake: its manifest, and its rows part by part. It needs neither ledger nor catalog.</summary>
internal sealed class StoredSnapshot : IAsyncDisposable
{
    private readonly IObjectStore _store;
    private readonly IObjectStore? _files;

    private StoredSnapshot(IObjectStore store, IObjectStore? files, SnapshotManifest manifest, ForeignFile? foreign = null)
    {
        (_store, _files) = (store, files);
        (Manifest, Foreign) = (manifest, foreign);
    }

    public SnapshotManifest Manifest { get; }

    /// <summary>Where it is one file of another writer.</summary>
    public ForeignFile? Foreign { get; }

    /// <summary>Of what was read when the snapshot was taken.</summary>
    /// <exception cref="PlatformException">Data, <c>proof-missing</c>.</exception>
    public TableProof Proof => Foreign?.Proof ?? ManifestProofs.Of(Manifest, Manifest.Proof);

    public Uri Location => _store.Lake;

    public TableName Table => new(Manifest.Identity.Schema, Manifest.Identity.Table);

    /// <summary>The source's definition of the table; null where the manifest has none.</summary>
    /// <exception cref="PlatformException">Data, <c>manifest-damaged</c>.</exception>
    public TableDdl? Ddl
    {
        get
        {
            try
            {
                return Manifest.Ddl is { } json ? TableDdl.FromJson(json) : null;
            }
            catch (JsonException e)
            {
                throw SnapshotFailures.Of(FailureKinds.ManifestDamaged, Manifest, $"the manifest's definition of {Table} is none (at {e.Path ?? "its start"})");
            }
        }
    }

    /// <exception cref="PlatformException">There is no manifest (69), or it is damaged, of another table, or of a later release.</exception>
    public static async Task<StoredSnapshot> OpenAsync(TableTask task, ProofSeed seed, TimeProvider clock, CancellationToken cancellation)
    {
        var isForeign = ForeignFile.Is(task.From);
        var store = ObjectStores.Open(isForeign ? ForeignFile.PrefixOf(task.From) : task.From, clock);
        try
        {
            if (isForeign)
            {
                var foreign = await ForeignFile.DescribeAsync(store, task, seed, cancellation).ConfigureAwait(false);
                return new StoredSnapshot(store, null, foreign.Manifest, foreign);
            }

            var manifest = await ManifestFiles.ReadAsync(store, "", cancellation).ConfigureAwait(false);
            var files = manifest.FilesAt is null ? null : ObjectStores.Open(SharedFiles.LocationOf(manifest, task.From), clock);
            var snapshot = new StoredSnapshot(store, files, manifest);
            snapshot.Check(task);
            return snapshot;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>All rows of one part, batch by batch, after its bytes were found whole. The batch is reused.</summary>
    /// <param name="file">The part.</param>
    /// <param name="expected">The columns it must have; null = those of the manifest.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="PlatformException">Data: the part is missing, damaged, or does not hold what the manifest says.</exception>
    public async IAsyncEnumerable<ColumnBatch> ReadAsync(
        ManifestFile file, IReadOnlyList<Field>? expected, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var content = await PartContent.OpenAsync(_files ?? _store, Manifest, file, cancellation).ConfigureAwait(false);
        using var reader = PartReaders.Open(Manifest, content);
        CheckFields(file, expected?.Select(Shown) ?? Manifest.Columns.Select(c => Shown(c.Name, c.LakeType)), reader.Fields);
        long rows = 0;
        foreach (var batch in reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            rows += batch.RowCount;
            yield return batch;
        }

        if (rows != file.Rows) throw SnapshotFailures.Damaged(Manifest, file, $"it has {rows} rows, {file.Rows} were written");
    }

    /// <summary>The columns, as the smallest part has them; null where there is no part.</summary>
    /// <exception cref="PlatformException">Data, as reading it.</exception>
    public async Task<IReadOnlyList<Field>?> FieldsAsync(CancellationToken cancellation)
    {
        if (Manifest.Files.MinBy(f => f.Bytes) is not { } file) return null;
        await using var content = await PartContent.OpenAsync(_files ?? _store, Manifest, file, cancellation).ConfigureAwait(false);
        using var reader = PartReaders.Open(Manifest, content);
        return reader.Fields;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync().ConfigureAwait(false);
        if (_files is not null) await _files.DisposeAsync().ConfigureAwait(false);
    }

    private void Check(TableTask task)
    {
        if (task.Table is { } table && table != Table)
            throw SnapshotFailures.Of("manifest-mismatch", Manifest, $"the manifest is of {Table}, {table} was asked for", "check the snapshot's location: ./platform path TABLE --at TIME prints it");
        if (Manifest.Rows != Manifest.Files.Sum(f => f.Rows))
            throw SnapshotFailures.Of(FailureKinds.ManifestDamaged, Manifest, $"the manifest says {Manifest.Rows} rows, its parts have {Manifest.Files.Sum(f => f.Rows)}");
    }

    private void CheckFields(ManifestFile file, IEnumerable<string> expected, IReadOnlyList<Field> found)
    {
        var (wanted, there) = (string.Join(", ", expected), string.Join(", ", found.Select(Shown)));
        if (wanted != there) throw SnapshotFailures.Damaged(Manifest, file, $"its columns are {there}; {wanted} were written");
    }

    private static string Shown(Field field) => Shown(field.Name, field.Type.CatalogType);

    /// <summary>Avro has no 16-bit integers; their values are the same, and as wide in memory.</summary>
    private static string Shown(string name, string type) => $"{name} {type.Replace("smallint", "int", StringComparison.Ordinal)}";
}
