using Platform.Lake.Manifest;
using Platform.Restore.Reading;

namespace Platform.Restore.Tests.Comparing;

public sealed class ReadPartsTests
{
    [Fact]
    public void Of_PartsWithEqualProofs_AreLeftOutOneForOne()
    {
        var from = Manifest("int", Part(0, "a", 5), Part(1, "b", 6), Part(2, "c", 7));
        var to = Manifest("int", Part(0, "b", 6), Part(1, "b", 6), Part(2, "d", 7), Part(3, "a", 5));

        var parts = ReadParts.Of(from, to, isKeyEnforced: true);

        Assert.Equal([2], parts.From.Select(f => f.Number));
        Assert.Equal([1, 2], parts.To.Select(f => f.Number));
        Assert.Equal(11, parts.EqualRows);
    }

    [Fact]
    public void Of_ColumnsThatDiffer_AllAreRead()
    {
        var (from, to) = (Manifest("int", Part(0, "a", 5)), Manifest("bigint", Part(0, "a", 5)));
        var parts = ReadParts.Of(from, to, isKeyEnforced: true);
        Assert.Equal((1, 1, 0), (parts.From.Count, parts.To.Count, parts.EqualRows));
    }

    [Fact]
    public void Of_PartsWithoutProof_AreRead()
    {
        var manifest = Manifest("int", Part(0, "a", 5) with { Proof = null });
        var parts = ReadParts.Of(manifest, manifest, isKeyEnforced: true);
        Assert.Equal((1, 1, 0), (parts.From.Count, parts.To.Count, parts.EqualRows));
    }

    internal static ManifestFile Part(int number, string hash, long rows) => new()
    {
        Number = number,
        Name = $"part-{number:00000}.parquet",
        Bytes = 1,
        ChecksumAlgorithm = "crc64nvme",
        Checksum = $"{number}",
        Rows = rows,
        Proof = new ManifestProof { Version = 1, Rows = rows, RowHash = hash, Columns = [new ManifestColumnProof("id", rows, hash)] },
    };

    internal static SnapshotManifest Manifest(string type, params ManifestFile[] files) => new()
    {
        Identity = new ManifestIdentity { Stack = "", Source = "shop", Schema = "public", Table = "orders", Output = "main", SnapshotTime = default, Attempt = "", Run = 1 },
        EntryHash = "",
        CapturedAt = default,
        LatenessSeconds = 0,
        Database = new ManifestDatabase { Engine = "", ServerVersion = "" },
        Format = "parquet",
        Compression = "",
        Columns = [new ManifestColumn { Name = "id", SourceType = "", LakeType = type, Nullable = false }],
        Files = files,
        Rows = files.Sum(f => f.Rows),
        Bytes = 0,
        WrittenBy = "",
    };
}
