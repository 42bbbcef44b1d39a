using Platform.Columns.Batches;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>The whole answer of a PostgreSQL 15 server to one COPY, byte for byte: a row of values, a row of nulls, a row of edges.</summary>
public sealed class CapturedStreamTests
{
    private static readonly ColumnRead[] Columns =
    [
        Column("bool", WireType.Bool, new LakeType.Boolean()),
        Column("int2", WireType.Int2, new LakeType.SmallInt()),
        Column("int4", WireType.Int4, new LakeType.Integer()),
        Column("int8", WireType.Int8, new LakeType.BigInt()),
        Column("oid", WireType.Oid, new LakeType.BigInt()),
        Column("float4", WireType.Float4, new LakeType.Real()),
        Column("float8", WireType.Float8, new LakeType.DoublePrecision()),
        Column("numeric", WireType.Numeric, new LakeType.Decimal(12, 2)),
        Column("text", WireType.Text, new LakeType.Text()),
        Column("jsonb", WireType.Jsonb, new LakeType.Text()),
        Column("bytea", WireType.Bytea, new LakeType.Binary()),
        Column("uuid", WireType.Uuid, new LakeType.Text()),
        Column("date", WireType.Date, new LakeType.Date()),
        Column("timestamp", WireType.Timestamp, new LakeType.Timestamp(false)),
        Column("timestamptz", WireType.Timestamptz, new LakeType.Timestamp(true)),
        new(new Field("array", new LakeType.List(new LakeType.Integer())), "array", WireType.Array, WireType.Int4),
    ];

    private static readonly byte[] Answer = Convert.FromHexString(""
        + "4800000027010010000100010001000100010001000100010001000100010001000100010001000164000000e45047434f50590aff0d0a0000000000"
        + "000000000010000000010100000002fffe000000040001e24000000008fffffffdb34fe91600000004ffffffff000000043fc0000000000008bfb999"
        + "999999999a0000000e0003000100000002000109291a2c00000005636166c3a900000009017b2261223a20317d00000004deadbeef00000010012345"
        + "6789abcdeffedcba987654321000000004ffffd53200000008ffffffffffffffff000000080002b582c4781000000000280000000100000001000000"
        + "1700000003000000010000000400000001ffffffff000000040000000364000000460010ffffffffffffffffffffffffffffffffffffffffffffffff"
        + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff64000000a4001000000001000000000200000000"
        + "000400000000000000080000000000000000000000040000000000000004000000000000000800000000000000000000000a0001ffff400000020064"
        + "0000000000000005016e756c6c00000000000000100000000000000000000000000000000000000004fff4dbf900000008ff1fe2ffc59c6000000000"
        + "080380e70b912c3dc00000000c0000000000000000000000176400000006ffff6300000004430000000b434f50592033005a0000000549");

    private static readonly string[] Values =
    [
        "true", "-2", "123456", "-9876543210", "4294967295", "1.5", "-0.1", "12345.67", "café", "{\"a\": 1}", "\\xdeadbeef",
        "01234567-89ab-cdef-fedc-ba9876543210", "1969-12-31", "1999-12-31 23:59:59.999999", "2024-02-29 12:00:00+00", "{1,NULL,3}",
    ];

    private static readonly string[] Edges =
    [
        "false", "0", "0", "0", "0", "0", "0", "-0.01", "", "null", "\\x", "00000000-0000-0000-0000-000000000000",
        "0001-01-01", "0001-01-01 00:00:00", "9999-12-31 23:59:59+00", "{}",
    ];

    [Fact]
    public void ReadBatch_CapturedAnswer_GivesItsValues()
    {
        var reader = new CopyReader(new MemoryStream(Answer), Columns, new CopyOptions());
        var batch = new ColumnBatch([.. Columns.Select(c => c.Field)]);
        Assert.True(reader.ReadBatch(batch, 100, long.MaxValue, TestContext.Current.CancellationToken));
        Assert.Equal(3, batch.RowCount);
        for (var i = 0; i < Columns.Length; i++)
        {
            var column = batch.Columns[i];
            Assert.Equal((Values[i], Edges[i]), (ServerText.Of(column, 0), ServerText.Of(column, 2)));
            Assert.Equal((true, false, true), (column.Validity[0], column.Validity[1], column.Validity[2]));
        }

        Assert.False(reader.ReadBatch(batch, 100, long.MaxValue, TestContext.Current.CancellationToken));
    }

    private static ColumnRead Column(string name, WireType wire, LakeType type) => new(new Field(name, type), name, wire);
}
