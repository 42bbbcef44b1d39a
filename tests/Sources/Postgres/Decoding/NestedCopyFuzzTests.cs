using Platform.Columns.Batches;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Damaged answers with rows of composite types, arrays of them and maps, and with every fixed width.</summary>
public sealed class NestedCopyFuzzTests
{
    private static readonly ColumnRead Number = new(new Field("number", new LakeType.Integer()), "number", WireType.Int4);
    private static readonly ColumnRead Street = new(new Field("street", new LakeType.Text()), "street", WireType.Text);
    private static readonly ColumnRead Area = new(new Field("area", new LakeType.Decimal(12, 2)), "area", WireType.Numeric);
    private static readonly LakeType.Struct Place = new([new("number", Number.Field.Type), new("street", Street.Field.Type), new("area", Area.Field.Type)]);

    private static readonly ColumnRead[] Columns =
    [
        new(new Field("place", Place), "place", WireType.Record) { Parts = [Number, Street, Area] },
        new(new Field("places", new LakeType.List(Place)), "places", WireType.Array)
        {
            Parts = [new ColumnRead(new Field("places", Place), "places", WireType.Record) { Parts = [Number, Street, Area] }],
        },
        new(new Field("labels", new LakeType.Map()), "labels", WireType.Array),
        new(new Field("times", new LakeType.List(new LakeType.Timestamp(true))), "times", WireType.Array, WireType.Timestamptz),
        new(new Field("f", new LakeType.Real()), "f", WireType.Float4),
        new(new Field("d", new LakeType.Date()), "d", WireType.Date),
        new(new Field("b", new LakeType.Binary()), "b", WireType.Bytea),
        new(new Field("u", new LakeType.Uuid()), "u", WireType.Uuid),
        new(new Field("m", new LakeType.Decimal(19, 2)), "m", WireType.Money),
        new(new Field("o", new LakeType.BigInt()), "o", WireType.Oid),
    ];

    [Fact]
    public void ReadBatch_DamagedAnswer_IsRefusedOrWholeInBoundedMemory() => new CopyFuzz(Columns, Row).ReadDamaged();

    private static byte[]?[] Row(Random random) =>
    [
        random.Next(5) == 0 ? null : PlaceOf(random),
        ArrayOf([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(4) == 0 ? null : PlaceOf(random))]),
        ArrayOf([.. Enumerable.Range(0, random.Next(0, 3)).SelectMany(i => (byte[]?[])[[(byte)('a' + i)], random.Next(3) == 0 ? null : [(byte)'v']])]),
        ArrayOf([.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Be(random.NextInt64(0, 1L << 50)))]),
        Be(BitConverter.SingleToInt32Bits(random.NextSingle())),
        Be(random.Next(-700_000, 2_000_000)),
        new byte[random.Next(0, 30)],
        Guid.NewGuid().ToByteArray(),
        Be(random.NextInt64()),
        Be(random.Next()),
    ];

    private static byte[] PlaceOf(Random random) => RecordOf(
        random.Next(3) == 0 ? null : Be(random.Next()), random.Next(3) == 0 ? null : "street"u8.ToArray(), random.Next(3) == 0 ? null : Numeric(0, false, 12, 5000));
}
