using Platform.Columns.Batches;
using Platform.Columns.Proof;
using Platform.Lake.Manifest;
using Platform.Lake.Objects;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Restore.Invocation;

namespace Platform.Restore.Reading;

/// <summary>
/// A file that no snapshot wrote, such as DuckDB's: it has no manifest, so that one is made of it. What is decoded from it is its proof, which the table
/// must then give as well.
/// </summary>
/// <param name="Manifest">What a snapshot's would say of it.</param>
/// <param name="Fields">As the file has them.</param>
/// <param name="Proof">Of what is decoded from it.</param>
internal sealed record ForeignFile(SnapshotManifest Manifest, IReadOnlyList<Field> Fields, TableProof Proof)
{
    private static readonly (string Extension, string Format)[] Formats = [(".parquet", "parquet"), (".avro", "avro")];

    /// <summary>Whether a location is that of one file, and not of a snapshot's prefix.</summary>
    public static bool Is(Uri location) => FormatOf(location) is not null;

    /// <summary>The prefix that the file is in.</summary>
    public static Uri PrefixOf(Uri location) => new(location.OriginalString[..location.OriginalString.LastIndexOf('/')]);

    /// <exception cref="PlatformException">Usage where no table is named; data where the file cannot be read.</exception>
    public static async Task<ForeignFile> DescribeAsync(IObjectStore store, TableTask task, ProofSeed seed, CancellationToken cancellation)
    {
        if ((task.Into ?? task.Table) is not { } table)
            throw new PlatformException(Stage.Configure, ExitCode.Usage, $"{task.From} is a file without a manifest, which names no table", "say with --into where it goes") { Kind = "usage" };
        var name = task.From.LocalPath[(task.From.LocalPath.LastIndexOf('/') + 1)..];
        var manifest = Unknown(table, FormatOf(task.From)!, store.Lake);
        var (bytes, checksum) = await PartContent.MeasureAsync(store, manifest, name, cancellation).ConfigureAwait(false);
        var file = new ManifestFile { Number = 0, Name = name, Bytes = bytes, ChecksumAlgorithm = checksum.Algorithm, Checksum = checksum.Value, Rows = 0 };
        await using var content = await PartContent.OpenAsync(store, manifest, file, cancellation).ConfigureAwait(false);
        using var reader = PartReaders.Open(manifest, content);
        var proof = new ProofAccumulator(reader.Fields, seed);
        foreach (var batch in reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            proof.Add(batch);
        }

        var described = manifest with
        {
            Columns = [.. reader.Fields.Select(f => new ManifestColumn { Name = f.Name, SourceType = "", LakeType = f.Type.CatalogType, Nullable = f.Nullable })],
            Files = [file with { Rows = proof.Proof.Rows }],
            Rows = proof.Proof.Rows,
            Bytes = bytes,
        };
        return new ForeignFile(described, reader.Fields, proof.Proof);
    }

    private static string? FormatOf(Uri location) => Formats.FirstOrDefault(f => location.AbsolutePath.EndsWith(f.Extension, StringComparison.Ordinal)).Format;

    private static SnapshotManifest Unknown(TableName table, string format, Uri prefix) => new()
    {
        Identity = new ManifestIdentity { Stack = "", Source = prefix.AbsoluteUri, Schema = table.Schema, Table = table.Name, Output = "", SnapshotTime = default, Attempt = "", Run = 0 },
        EntryHash = "",
        CapturedAt = default,
        LatenessSeconds = 0,
        Database = new ManifestDatabase { Engine = "", ServerVersion = "" },
        Format = format,
        Compression = "",
        Columns = [],
        Files = [],
        Rows = 0,
        Bytes = 0,
        WrittenBy = "",
    };
}
