using System.Text;
using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Decoding;

public sealed class CopyReaderTests
{
    private static readonly ColumnRead[] Columns =
    [
        new(new Field("id", new LakeType.BigInt(), false), "id", WireType.Int8),
        new(new Field("name", new LakeType.Text()), "name", WireType.Text),
        new(new Field("total", new LakeType.Decimal(12, 2)), "total", WireType.Numeric),
    ];

    [Theory]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(1 << 20)]
    public void ReadBatch_OneRowAMessage_GivesEveryRow(int bufferBytes)
    {
        var rows = Rows(5000);
        Check(new MemoryStream(rows.Build()), rows.Rows, bufferBytes, 700, long.MaxValue);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(50, true)]
    [InlineData(100_000, false)]
    public void ReadBatch_DataSplitAnywhere_GivesEveryRow(int maxMessage, bool notices)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            var rows = Rows(400);
            var bytes = rows.BuildSplit(() => random.Next(0, maxMessage) + (maxMessage == 1 ? 1 : 0), notices);
            Check(new Trickle(bytes, random), rows.Rows, 64, 33, long.MaxValue);
        }
    }

    [Fact]
    public void ReadBatch_MaxBytesReached_EndsTheBatchWithThatRow()
    {
        var rows = new CopyStreamBuilder(1);
        for (var i = 0; i < 10; i++) rows.Row(new byte[94]); // 2 + 4 + 94 bytes on the wire
        ColumnRead[] columns = [new(new Field("b", new LakeType.Binary()), "b", WireType.Bytea)];
        var reader = new CopyReader(new MemoryStream(rows.Build()), columns, new CopyOptions());
        var batch = new ColumnBatch([.. columns.Select(c => c.Field)]);
        var counts = new List<int>();
        while (reader.ReadBatch(batch, 100, 250, TestContext.Current.CancellationToken)) counts.Add(batch.RowCount);
        Assert.Equal([3, 3, 3, 1], counts);
        Assert.Equal((10, 1000), (reader.Rows, reader.Bytes));
    }

    [Fact]
    public void ReadBatch_NoRows_EndsAtOnce()
    {
        var reader = new CopyReader(new MemoryStream(new CopyStreamBuilder(3).Build()), Columns, new CopyOptions());
        var batch = Batch();
        Assert.False(reader.ReadBatch(batch, 10, 1000, TestContext.Current.CancellationToken));
        Assert.False(reader.ReadBatch(batch, 10, 1000, TestContext.Current.CancellationToken));
        Assert.Equal(0, reader.Rows);
    }

    [Fact]
    public void ReadBatch_AnswerCutAnywhere_IsTryAgain()
    {
        var rows = Rows(3).Build();
        for (var length = 0; length < rows.Length; length++)
        {
            var e = Assert.Throws<PlatformException>(() => Drain(rows[..length]));
            Assert.Equal((ExitCode.TryAgain, "connection-lost"), (e.ExitCode, e.Kind));
        }
    }

    [Fact]
    public void ReadBatch_FewerRowsThanTheTagSays_IsCorrupt()
    {
        var e = Assert.Throws<PlatformException>(() => Drain(Rows(3).Build("COPY 4")));
        Assert.Equal("The COPY stream is malformed: the server sent 4 rows, and 3 arrived.", e.Message);
        Assert.Equal((ExitCode.Data, "corrupt-stream", Stage.Read), (e.ExitCode, e.Kind, e.Stage));
    }

    public static TheoryData<string, string> Corruptions => new()
    {
        { "500047", "it does not begin with the signature of COPY BINARY" },
        { "flags", "its header has flags this reader does not know" },
        { "fields", "a row has 2 fields instead of 3" },
        { "negative", "a field of column name has length -2" },
        { "after", "it goes on after its trailer" },
        { "notrailer", "it ends without its trailer" },
        { "midrow", "it ends within a row" },
        { "text", "it is not in binary format" },
        { "columns", "it has 2 columns instead of 3" },
        { "order", "message 'T' is out of place" },
        { "short", "a message has a length below 4" },
    };

    [Theory]
    [MemberData(nameof(Corruptions))]
    public void ReadBatch_MalformedStream_SaysWhatIsWrong(string kind, string problem)
    {
        byte[] response = [1, 0, 3, 0, 1, 0, 1, 0, 1], header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0], trailer = [0xFF, 0xFF];
        byte[] row = [0, 3, .. Be(8), .. Be(7L), .. Be(1), 65, .. Be(-1)];
        byte[][] messages = kind switch
        {
            "500047" => [Message('H', response), Message('d', [.. "PGCOPX\n"u8, .. header[7..]])],
            "flags" => [Message('H', response), Message('d', [.. header[..11], 0, 1, 0, 0, 0, 0, 0, 0])],
            "fields" => [Message('H', response), Message('d', [.. header, 0, 2, .. row[2..]])],
            "negative" => [Message('H', response), Message('d', [.. header, 0, 3, .. Be(8), .. Be(7L), .. Be(-2), .. Be(-1)])],
            "after" => [Message('H', response), Message('d', [.. header, .. row, .. trailer, 1])],
            "notrailer" => [Message('H', response), Message('d', [.. header, .. row]), Message('c', [])],
            "midrow" => [Message('H', response), Message('d', [.. header, .. row[..^2]]), Message('c', [])],
            "text" => [Message('H', [0, .. response[1..]])],
            "columns" => [Message('H', [1, 0, 2, 0, 1, 0, 1])],
            "order" => [Message('T', response)],
            _ => [Message('H', response), [(byte)'d', 0, 0, 0, 3]],
        };
        var e = Assert.Throws<PlatformException>(() => Drain([.. messages.SelectMany(m => m), .. Message('Z', [73])]));
        Assert.Equal($"The COPY stream is malformed: {problem}.", e.Message);
        Assert.Equal((ExitCode.Data, "corrupt-stream"), (e.ExitCode, e.Kind));
    }

    [Fact]
    public void ReadBatch_ServerError_GivesStateAndMessageWithoutDetail()
    {
        byte[] error = [.. "SERROR\0VERROR\0C40001\0Mcanceling statement due to conflict with recovery\0Dsecret value\0"u8, 0];
        var e = Assert.Throws<PlatformException>(() => Drain([.. Message('H', [1, 0, 3, 0, 1, 0, 1, 0, 1]), .. Message('E', error)]));
        Assert.Equal("PostgreSQL refused (40001): canceling statement due to conflict with recovery", e.Message);
        Assert.Equal((ExitCode.TryAgain, "shop", "public.t"), (e.ExitCode, e.SourceName, e.Table));
        Assert.DoesNotContain("secret", e.Describe());
    }

    [Fact]
    public void ReadBatch_NullInRequiredColumn_NamesColumnAndRow()
    {
        var rows = Rows(70).Row(null, null, null);
        var e = Assert.Throws<PlatformException>(() => Drain(rows.Build()));
        Assert.Equal("shop/public.t, column id, row 71: The column holds a null, but its entry says nullable: false.\n"
            + "hint: set nullable: true in the entry, or remove the nulls from the source", e.Describe());
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(4096)]
    public void ReadBatch_ValueOverTheLimit_NamesColumnRowAndSize(int bufferBytes)
    {
        var rows = Rows(5).Row(Be(1L), new byte[3_000_000], null);
        var e = Assert.Throws<PlatformException>(() => Drain(rows.Build(), bufferBytes, 1_000_000));
        Assert.Equal("A value of 3000000 bytes is larger than max_value_bytes, 1000000 bytes.", e.Message);
        Assert.Equal((ExitCode.Data, "value-too-large", "name", 6), (e.ExitCode, e.Kind, e.Column, e.RowNumber));
    }

    [Fact]
    public void ReadBatch_ValueJustOverTheLimitInABufferThatHoldsIt_IsRefused()
    {
        var e = Assert.Throws<PlatformException>(() => Drain(Rows(5).Row(Be(1L), new byte[1001], null).Build(), 1 << 20, 1000));
        Assert.Equal("A value of 1001 bytes is larger than max_value_bytes, 1000 bytes.", e.Message);
        Drain(Rows(5).Row(Be(1L), new byte[1000], null).Build(), 1 << 20, 1000);
    }

    [Fact]
    public void ReadBatch_ValueLargerThanTheBuffer_IsWhole()
    {
        var random = new Random(7);
        var value = new byte[5_000_000];
        random.NextBytes(value);
        var bytes = Rows(5).Row(Be(1L), value, null).Row(Be(2L), [1, 2], null).Build();
        var reader = new CopyReader(new Trickle(bytes, random, 70_000), Columns, new CopyOptions(), 4096);
        var batch = Batch();
        Assert.True(reader.ReadBatch(batch, 100, long.MaxValue, TestContext.Current.CancellationToken));
        Assert.Equal(7, batch.RowCount);
        Assert.True(((BytesColumn)batch.Columns[1])[5].SequenceEqual(value));
        Assert.Equal([1, 2], ((BytesColumn)batch.Columns[1])[6].ToArray());
        Assert.False(reader.ReadBatch(batch, 100, long.MaxValue, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void ReadBatch_AsManyColumnsAsATableCanHave_GivesEveryValueAndNull()
    {
        const int Width = 1600;
        ColumnRead[] columns = [.. Enumerable.Range(0, Width).Select(c => new ColumnRead(new Field($"c{c}", new LakeType.Integer()), $"c{c}", WireType.Int4))];
        var rows = new CopyStreamBuilder(Width);
        for (var row = 0; row < 101; row++) rows.Row([.. Enumerable.Range(0, Width).Select(c => c % 5 == 0 || (row + c) % 3 == 0 ? null : Be((row * Width) + c))]);
        var reader = new CopyReader(new MemoryStream(rows.Build()), columns, new CopyOptions(), 20_000);
        var batch = new ColumnBatch([.. columns.Select(c => c.Field)]);
        Assert.True(reader.ReadBatch(batch, 1000, long.MaxValue, TestContext.Current.CancellationToken));
        Assert.Equal(101, batch.RowCount);
        for (var c = 0; c < Width; c++)
        {
            var column = (FixedColumn<int>)batch.Columns[c];
            Assert.Equal(101, column.Count);
            for (var row = 0; row < 101; row++)
            {
                var isNull = c % 5 == 0 || (row + c) % 3 == 0;
                Assert.Equal((!isNull, isNull ? 0 : (row * Width) + c), (column.Validity[row], column.Values[row]));
            }
        }
    }

    private static CopyStreamBuilder Rows(int count)
    {
        var rows = new CopyStreamBuilder(3);
        for (var i = 0; i < count; i++)
            rows.Row(Be((long)i), i % 7 == 3 ? null : Encoding.UTF8.GetBytes(new string('x', i % 45)), i % 11 == 5 ? null : Numeric(0, i % 2 == 0, (short)(i % 10000), 5000));
        return rows;
    }

    private static ColumnBatch Batch() => new([.. Columns.Select(c => c.Field)]);

    private static void Check(Stream answer, int rows, int bufferBytes, int maxRows, long maxBytes)
    {
        var reader = new CopyReader(answer, Columns, new CopyOptions(), bufferBytes);
        var batch = Batch();
        var row = 0;
        while (reader.ReadBatch(batch, maxRows, maxBytes, TestContext.Current.CancellationToken))
        {
            Assert.Equal(Math.Min(maxRows, rows - row), batch.RowCount);
            var (id, name, total) = ((FixedColumn<long>)batch.Columns[0], (BytesColumn)batch.Columns[1], (FixedColumn<long>)batch.Columns[2]);
            Assert.Equal((batch.RowCount, batch.RowCount), (name.Count, total.Count));
            for (var i = 0; i < batch.RowCount; i++, row++)
            {
                Assert.Equal(row, id.Values[i]);
                Assert.Equal(row % 7 != 3, name.Validity[i]);
                Assert.Equal(row % 7 == 3 ? "" : new string('x', row % 45), Encoding.UTF8.GetString(name[i]));
                Assert.Equal(row % 11 != 5, total.Validity[i]);
                Assert.Equal(row % 11 == 5 ? 0 : (row % 2 == 0 ? -1 : 1) * ((row % 10000 * 100) + 50), total.Values[i]);
            }
        }

        Assert.Equal(rows, row);
        Assert.Equal(rows, reader.Rows);
    }

    private static void Drain(byte[] answer, int bufferBytes = 256, int maxValueBytes = 64 << 20)
    {
        var reader = new CopyReader(new MemoryStream(answer), Columns, new CopyOptions { Subject = new("shop", "public.t"), MaxValueBytes = maxValueBytes }, bufferBytes);
        var batch = Batch();
        while (reader.ReadBatch(batch, 1000, long.MaxValue, TestContext.Current.CancellationToken))
        {
        }
    }

    /// <summary>Gives as little as a socket may: some bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, Random random, int most = 40) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(1, most)));
    }
}
