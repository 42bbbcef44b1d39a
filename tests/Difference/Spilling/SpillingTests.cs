using Platform.Columns.Batches;
using Platform.Difference.Comparing;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using static Platform.Difference.Tests.Tables;

namespace Platform.Difference.Tests.Spilling;

public sealed class SpillingTests
{
    /// <summary>Random tables of every type with random changes; memory from less than a partition to more than both tables.</summary>
    [Theory]
    [InlineData(1, 0, 40)]
    [InlineData(2, 60, 0)]
    [InlineData(3, 500, 200)]
    [InlineData(4, 3000, 1000)]
    [InlineData(5, 4000, 12_000)]
    public void Compare_RandomTables_FindsWhatWasDoneWhateverTheMemory(int seed, int rows, int changes)
    {
        var tables = new RandomTables(seed, rows, changes);
        foreach (var memory in (long[])[16 << 10, 256 << 10, 4 << 20, 256 << 20])
        {
            using var difference = new TableDifference(ComparedColumns.Of(Pair, tables.Fields, tables.Fields, RandomTables.KeyNames), memory);
            Add(difference, tables);

            var counts = difference.Compare(null, CancellationToken.None);

            var what = $"seed {seed}, memory {memory}";
            Assert.True((tables.Inserted, tables.Updated, tables.Deleted, tables.Unchanged) == (counts.Inserted, counts.Updated, counts.Deleted, counts.Unchanged), $"{what}: {counts}");
            var updates = tables.Fields.Zip(tables.Updates).Where(u => u.Second > 0).Select(u => new ColumnChanges(u.First.Name, u.Second));
            Assert.True(updates.SequenceEqual(counts.Columns), $"{what}: {string.Join(", ", counts.Columns)}");
            Assert.True(rows < 3000 || memory > 1 << 20 || difference.SpilledBytes > 1 << 20, $"{what}: {difference.SpilledBytes} bytes were spilled");
            Assert.True(memory < 256 << 20 || difference.SpilledBytes == 0, $"{what}: {difference.SpilledBytes} bytes were spilled");
        }
    }

    /// <summary>A table twelve times the memory: what is held stays within it, and every row goes to disk about once, since no partition is parted again.</summary>
    [Fact]
    public void Compare_TableLargerThanMemory_HoldsNoMoreThanIt()
    {
        const int Rows = 400_000, Step = 20_000;
        const long Memory = 8 << 20;
        Field[] fields = [new("id", BigInt, false), new("text", Text)];
        using var difference = new TableDifference(ComparedColumns.Of(Pair, fields, fields, ["id"]), Memory);
        var batch = new ColumnBatch(fields);
        for (var side = Side.From; side <= Side.To; side++)
        {
            for (var row = 0; row < Rows; row += Step)
            {
                Fill(batch, row, Step, side);
                difference.Add(side, batch, row + 1);
            }
        }

        var counts = difference.Compare(null, CancellationToken.None);

        Assert.Equal((0, Rows / 1000, 0, Rows - (Rows / 1000)), (counts.Inserted, counts.Updated, counts.Deleted, counts.Unchanged));
        Assert.InRange(difference.PeakBytes, Memory / 2, Memory);
        // 2 x 400,000 rows of 8 + 100 bytes and their headers.
        Assert.InRange(difference.SpilledBytes, 11L * Memory, 15L * Memory);

        static void Fill(ColumnBatch batch, int first, int rows, Side side)
        {
            batch.Clear();
            var text = new byte[100];
            for (var row = first; row < first + rows; row++)
            {
                ((FixedColumn<long>)batch.Columns[0]).Append(row * 7L);
                text.AsSpan().Fill((byte)('a' + (side == Side.To && row % 1000 == 5 ? 1 : 0)));
                ((BytesColumn)batch.Columns[1]).Append(text);
            }
        }
    }

    /// <summary>Rows of one key stay together however often they are parted: they are found before they fill the memory.</summary>
    [Fact]
    public void Compare_OneKeyInManyRows_IsRefusedWithinTheMemory()
    {
        Field[] fields = [new("id", Integer, false), new("text", Text)];
        using var difference = new TableDifference(ComparedColumns.Of(Pair, fields, fields, ["id"]), 256 << 10);
        difference.Add(Side.From, Batch(fields, [1, "a"]), 1);
        difference.Add(Side.To, Batch(fields, [.. Enumerable.Range(0, 50_000).Select(n => new object?[] { n % 100 == 0 ? n : 7, "some text" })]), 1);

        var e = Assert.Throws<PlatformException>(() => difference.Compare(null, CancellationToken.None));

        Assert.Equal("key-not-unique", e.Kind);
        Assert.InRange(difference.PeakBytes, 1, 256 << 10);
    }

    [Fact]
    public void Compare_RowsLargerThanTheMemory_AreComparedAllTheSame()
    {
        Field[] fields = [new("id", Integer, false), new("data", new LakeType.Binary())];
        object?[] Row(int id, byte last) => [id, new byte[300_000].Append(last).ToArray()];

        using var difference = new TableDifference(ComparedColumns.Of(Pair, fields, fields, ["id"]), 64 << 10);
        difference.Add(Side.From, Batch(fields, [.. Enumerable.Range(0, 40).Select(n => Row(n, 0))]), 1);
        difference.Add(Side.To, Batch(fields, [.. Enumerable.Range(0, 40).Select(n => Row(n, (byte)(n % 2)))]), 1);
        var counts = difference.Compare(null, CancellationToken.None);

        Assert.Equal((20, 20), (counts.Updated, counts.Unchanged));
        // Two rows at once, and the blocks of the partitions.
        Assert.InRange(difference.PeakBytes, 600_000, 1_200_000);
    }

    [Fact]
    public void Compare_DirectoryThatCannotBeWritten_IsRefusedWithTheWayOut()
    {
        Field[] fields = [new("id", Integer, false), new("text", Text)];
        using var difference = new TableDifference(ComparedColumns.Of(Pair, fields, fields, ["id"]), 16 << 10, "/nowhere/at/all");
        var e = Assert.Throws<PlatformException>(() => difference.Add(Side.From, Batch(fields, [.. Enumerable.Range(0, 5000).Select(n => new object?[] { n, "some text" })]), 1));
        Assert.Equal((ExitCode.Permission, "temporary-directory", "no temporary file can be made in /nowhere/at/all"), (e.ExitCode, e.Kind, e.Message));
    }

    /// <summary>What is on disk has no name there: a killed process leaves nothing behind.</summary>
    [Fact]
    public void Add_RowsOnDisk_LeaveNoFileToBeSeen()
    {
        var directory = Directory.CreateTempSubdirectory("platform-difference-").FullName;
        Field[] fields = [new("id", Integer, false), new("text", Text)];
        using var difference = new TableDifference(ComparedColumns.Of(Pair, fields, fields, ["id"]), 16 << 10, directory);
        difference.Add(Side.From, Batch(fields, [.. Enumerable.Range(0, 5000).Select(n => new object?[] { n, "some text" })]), 1);

        Assert.True(difference.SpilledBytes > 100_000);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory));
        Directory.Delete(directory);
    }

    private static void Add(TableDifference difference, RandomTables tables)
    {
        foreach (var (side, rows) in new[] { (Side.From, tables.From), (Side.To, tables.To) })
        {
            long row = 1;
            foreach (var batch in tables.Batches(rows))
            {
                difference.Add(side, batch, row);
                row += batch.RowCount;
            }
        }
    }
}
