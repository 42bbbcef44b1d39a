using System.Text;
using System.Text.Json;
using Platform.Lake.Manifest;
using Platform.Lake.Objects;
using Platform.Registry.Failures;

namespace Platform.Lake.Tests.Manifest;

public sealed class ManifestFilesTests : IDisposable
{
    private const string Prefix = "shop/public/orders/snapshot_date=2026-03-01/snapshot_hour=10/attempt=01ARZ3NDEKTSV4RRFFQ69G5FAV/";

    private readonly TemporaryLake _lake = new();

    private IObjectStore Store => ObjectStores.Open(_lake.Uri, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Manifest_Written_IsReadBackWhole()
    {
        var manifest = Sample();
        await ManifestFiles.WriteAsync(Store, Prefix, manifest, Cancellation);

        var read = await ManifestFiles.ReadAsync(Store, Prefix, Cancellation);

        Assert.Equal(manifest.Identity, read.Identity);
        Assert.Equal(manifest.Database, read.Database);
        Assert.Equal(manifest.Columns, read.Columns);
        Assert.Equal(manifest.Files[0] with { Proof = null }, read.Files[0] with { Proof = null });
        Assert.Equal(manifest.Files[0].Proof!.Columns, read.Files[0].Proof!.Columns);
        Assert.Equal(manifest.Losses, read.Losses);
        Assert.Equal("primary key (order_id)", read.Ddl!.Value.GetProperty("constraints")[0].GetString());
        Assert.Equal((manifest.CapturedAt, manifest.Rows, manifest.Bytes, manifest.Late), (read.CapturedAt, read.Rows, read.Bytes, read.Late));
    }

    /// <summary>Version 1 is a contract: names may be added, never changed or removed.</summary>
    [Fact]
    public async Task Manifest_Version1_HasTheseNames()
    {
        await ManifestFiles.WriteAsync(Store, Prefix, Sample(), Cancellation);

        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_lake.Root, Prefix, "_manifest.json"), Cancellation));
        var root = document.RootElement;

        Assert.Equal(
            ["version", "identity", "entry_hash", "captured_at", "lateness_seconds", "late", "database", "format", "compression", "columns", "schema_fingerprint", "files", "rows", "bytes", "proof", "losses", "ddl", "written_by"],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["stack", "source", "schema", "table", "output", "snapshot_time", "attempt", "run"], Names("identity"));
        Assert.Equal(["engine", "server_version", "system_identifier", "lsn", "lsn_obtained", "xmin", "snapshot_id"], Names("database"));
        Assert.Equal(["number", "name", "bytes", "checksum_algorithm", "checksum", "rows", "row_groups", "proof"], root.GetProperty("files")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(["version", "rows", "row_hash", "columns"], Names("proof"));
        Assert.Equal(["name", "source_type", "lake_type", "nullable", "pii"], root.GetProperty("columns")[0].EnumerateObject().Select(p => p.Name));

        IEnumerable<string> Names(string property) => root.GetProperty(property).EnumerateObject().Select(p => p.Name);
    }

    [Theory]
    [InlineData("{\"version\": 2}", "is of version 2, expected 1 to 1", "manifest-version", ExitCode.Configuration)]
    [InlineData("{\"files\": []}", "has no version", "manifest-damaged", ExitCode.Data)]
    [InlineData("{\"version\": 1}", "is not a manifest of version 1 (at $)", "manifest-damaged", ExitCode.Data)]
    [InlineData("{\n\"version\"", "is not JSON (line 2)", "manifest-damaged", ExitCode.Data)]
    [InlineData("[]", "has no version", "manifest-damaged", ExitCode.Data)]
    public async Task Manifest_ThatIsNone_IsRefused(string content, string how, string kind, ExitCode exitCode)
    {
        await Store.PutAsync(Prefix + "_manifest.json", Encoding.UTF8.GetBytes(content), UploadOptions.Default, Cancellation);

        var error = await Assert.ThrowsAsync<PlatformException>(() => ManifestFiles.ReadAsync(Store, Prefix, Cancellation));

        Assert.Equal($"{Store.Locate(Prefix + "_manifest.json")} {how}", error.Message);
        Assert.Equal((kind, exitCode), (error.Kind, error.ExitCode));
    }

    private static SnapshotManifest Sample()
    {
        var proof = new ManifestProof { Version = 1, Rows = 2, RowHash = "00000000deadbeef", Columns = [new("order_id", 2, "ffffffffffffffff")] };
        using var ddl = JsonDocument.Parse("""{"constraints": ["primary key (order_id)"]}""");
        return new SnapshotManifest
        {
            Identity = new ManifestIdentity
            {
                Stack = "local",
                Source = "shop",
                Schema = "public",
                Table = "orders",
                Output = "main",
                SnapshotTime = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
                Attempt = "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                Run = 42,
            },
            EntryHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            CapturedAt = new DateTimeOffset(2026, 3, 1, 10, 0, 7, TimeSpan.Zero),
            LatenessSeconds = 7,
            Database = new ManifestDatabase
            {
                Engine = "postgres",
                ServerVersion = "15.7",
                SystemIdentifier = "7300000000000000001",
                Lsn = "0/16B3748",
                LsnObtained = "pg_current_wal_lsn",
                Xmin = "742",
                SnapshotId = "00000003-0000001B-1",
            },
            Format = "parquet",
            Compression = "zstd",
            SchemaFingerprint = "c0ffee",
            Columns = [new ManifestColumn { Name = "order_id", SourceType = "bigint", LakeType = "bigint", Nullable = false }],
            Files = [new ManifestFile { Number = 0, Name = "part-00000.parquet", Bytes = 1234, ChecksumAlgorithm = "crc64nvme", Checksum = "ae8b14860a799888", Rows = 2, RowGroups = 1, Proof = proof }],
            Rows = 2,
            Bytes = 1234,
            Proof = proof,
            Losses = [new ManifestLoss("weight", "nan", "null", 1)],
            Ddl = ddl.RootElement.Clone(),
            WrittenBy = "platform 0.1.0",
        };
    }
}
