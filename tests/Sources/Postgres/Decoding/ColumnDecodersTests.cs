using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Decoding;

public sealed class ColumnDecodersTests
{
    [Theory]
    [InlineData(WireType.Int8, "int")]
    [InlineData(WireType.Int4, "smallint")]
    [InlineData(WireType.Float8, "float")]
    [InlineData(WireType.Bytea, "string")]
    [InlineData(WireType.Timestamp, "date")]
    public void Create_PairWithoutDecoder_IsRefused(WireType wire, string lake)
    {
        LakeType type = lake switch
        {
            "int" => new LakeType.Integer(),
            "smallint" => new LakeType.SmallInt(),
            "float" => new LakeType.Real(),
            "date" => new LakeType.Date(),
            _ => new LakeType.Text(),
        };
        var e = Assert.Throws<PlatformException>(() => ColumnDecoders.Create(new ColumnRead(new Field("c", type), "c", wire), new CopyOptions { Subject = new("shop", "public.t") }));
        Assert.Equal($"No decoder reads PostgreSQL's {wire} as {lake}.", e.Message);
        Assert.Equal((ExitCode.Configuration, "type-not-supported", "c"), (e.ExitCode, e.Kind, e.Column));
    }

    [Theory]
    [InlineData(WireType.Int4, 3, "The bytes received for a value are not of PostgreSQL's binary format for Int4: 3 bytes instead of 4.")]
    [InlineData(WireType.Bool, 1, "The bytes received for a value are not of PostgreSQL's binary format for Bool: not one of the format's values.")]
    [InlineData(WireType.Uuid, 15, "The bytes received for a value are not of PostgreSQL's binary format for Uuid: 15 bytes instead of 16.")]
    [InlineData(WireType.Jsonb, 0, "The bytes received for a value are not of PostgreSQL's binary format for Jsonb: 0 bytes.")]
    [InlineData(WireType.Jsonb, 2, "The bytes received for a value are not of PostgreSQL's binary format for Jsonb: a version other than 1.")]
    [InlineData(WireType.Numeric, 7, "The bytes received for a value are not of PostgreSQL's binary format for Numeric: 7 bytes that are no digits.")]
    [InlineData(WireType.Array, 11, "The bytes received for a value are not of PostgreSQL's binary format for Array: an array of 11 bytes.")]
    public void Decode_FieldNotOfItsFormat_IsCorrupt(WireType wire, int bytes, string message)
    {
        LakeType type = wire switch
        {
            WireType.Int4 => new LakeType.Integer(),
            WireType.Bool => new LakeType.Boolean(),
            WireType.Numeric => new LakeType.Decimal(9, 2),
            WireType.Array => new LakeType.List(new LakeType.Integer()),
            _ => new LakeType.Text(),
        };
        ColumnRead[] columns = [new(new Field("c", type), "c", wire, wire == WireType.Array ? WireType.Int4 : null)];
        var field = new byte[bytes];
        Array.Fill(field, (byte)7);
        var reader = new CopyReader(new MemoryStream(new CopyStreamBuilder(1).Row([null]).Row(field).Build()), columns, new CopyOptions());
        var e = Assert.Throws<PlatformException>(() => reader.ReadBatch(new ColumnBatch([columns[0].Field]), 10, long.MaxValue, TestContext.Current.CancellationToken));
        Assert.Equal(message, e.Message);
        Assert.Equal(("corrupt-stream", ExitCode.Data, "c", 2), (e.Kind, e.ExitCode, e.Column, e.RowNumber));
    }

    [Fact]
    public void ReadBatch_AfterABatchWithNulls_GivesTheNextOneWithout()
    {
        ColumnRead[] columns =
        [
            new(new Field("i", new LakeType.Integer()), "i", WireType.Int4),
            new(new Field("t", new LakeType.Text()), "t", WireType.Text),
        ];
        var rows = new CopyStreamBuilder(2);
        for (var i = 0; i < 3000; i++) rows.Row(i < 1000 && i % 2 == 0 ? null : Be(i), i < 1000 && i % 3 == 0 ? null : [(byte)i]);
        var reader = new CopyReader(new MemoryStream(rows.Build()), columns, new CopyOptions());
        var batch = new ColumnBatch([.. columns.Select(c => c.Field)]);
        var nulls = new List<(int, int)>();
        while (reader.ReadBatch(batch, 1000, long.MaxValue, TestContext.Current.CancellationToken))
        {
            nulls.Add((batch.Columns[0].NullCount, batch.Columns[1].NullCount));
            var values = ((FixedColumn<int>)batch.Columns[0]).Values;
            for (var i = 0; i < values.Length; i++) Assert.Equal(batch.Columns[0].Validity[i] ? (int)(reader.Rows - 1000) + i : 0, values[i]);
        }

        Assert.Equal([(500, 334), (0, 0), (0, 0)], nulls);
    }

    [Fact]
    public void Decode_TextToBeValidatedThatIsNotUtf8_IsRefused()
    {
        ColumnRead[] columns = [new(new Field("t", new LakeType.Text()), "t", WireType.Text)];
        // The two halves of a character are invalid each, and valid beside each other.
        var rows = new CopyStreamBuilder(1).Row("é"u8.ToArray()).Row([null]).Row([0xC3]).Row([0xA9]);
        var reader = new CopyReader(new MemoryStream(rows.Build()), columns, new CopyOptions { ValidateUtf8 = true });
        var e = Assert.Throws<PlatformException>(() => reader.ReadBatch(new ColumnBatch([columns[0].Field]), 10, long.MaxValue, TestContext.Current.CancellationToken));
        Assert.Equal("The text is not valid UTF-8; the database's encoding is SQL_ASCII, so the server accepts any bytes.", e.Message);
        Assert.Equal(("t", 3, "value-loss"), (e.Column, e.RowNumber, e.Kind));
    }
}
