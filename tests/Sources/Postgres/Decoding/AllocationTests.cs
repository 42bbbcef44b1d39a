using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Masks;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Framing and decoding allocate nothing once buffers have grown to a batch: nothing per value, per row or per batch, whatever the type, nulls and losses included.</summary>
public sealed class AllocationTests
{
    private const int BatchRows = 512, Batches = 20, WarmBatches = 4, MaxPauses = 4;

    private static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["bool"] = new(new LakeType.Boolean(), WireType.Bool, [1]),
        ["int2"] = new(new LakeType.SmallInt(), WireType.Int2, Be((short)-7)),
        ["int2 as bigint"] = new(new LakeType.BigInt(), WireType.Int2, Be((short)-7)),
        ["int4"] = new(new LakeType.Integer(), WireType.Int4, Be(7)),
        ["int4 as bigint"] = new(new LakeType.BigInt(), WireType.Int4, Be(7)),
        ["int8"] = new(new LakeType.BigInt(), WireType.Int8, Be(7L)),
        ["oid"] = new(new LakeType.BigInt(), WireType.Oid, Be(-7)),
        ["float4"] = new(new LakeType.Real(), WireType.Float4, Be(BitConverter.SingleToInt32Bits(1.5f))),
        ["float8"] = new(new LakeType.DoublePrecision(), WireType.Float8, Be(BitConverter.DoubleToInt64Bits(1.5))),
        ["date"] = new(new LakeType.Date(), WireType.Date, Be(9000)),
        ["timestamp"] = new(new LakeType.Timestamp(false), WireType.Timestamp, Be(1L << 50)),
        ["timestamptz as millis"] = new(new LakeType.Timestamp(true, Millis: true), WireType.Timestamptz, Be(5_000L)),
        ["uuid as uuid"] = new(new LakeType.Uuid(), WireType.Uuid, new byte[16]),
        ["uuid"] = new(new LakeType.Text(), WireType.Uuid, new byte[16]),
        ["numeric(9,2)"] = new(new LakeType.Decimal(9, 2), WireType.Numeric, Numeric(1, true, 12, 5000)),
        ["numeric(18,2)"] = new(new LakeType.Decimal(18, 2), WireType.Numeric, Numeric(2, false, 12, 1, 5000)),
        ["numeric(38,10)"] = new(new LakeType.Decimal(38, 10), WireType.Numeric, Numeric(5, false, 12, 1, 2, 3, 4, 5, 5000)),
        ["money in 32 bits"] = new(new LakeType.Decimal(9, 2), WireType.Money, Be(700L)),
        ["money in 64 bits"] = new(new LakeType.Decimal(18, 2), WireType.Money, Be(700L)),
        ["money"] = new(new LakeType.Decimal(19, 2), WireType.Money, Be(700L)),
        ["text"] = new(new LakeType.Text(), WireType.Text, "a status"u8.ToArray()),
        ["text of 200 bytes"] = new(new LakeType.Text(), WireType.Text, new byte[200]),
        ["text to be validated"] = new(new LakeType.Text(), WireType.Text, "é"u8.ToArray()) { Options = new() { ValidateUtf8 = true } },
        ["text that is hashed"] = new(new LakeType.Text(), WireType.Text, "a@example.com"u8.ToArray())
        {
            Hashed = true,
            Options = new() { MaskSecret = MaskSecret.Parse(new string('s', 32), "a test") },
        },
        ["jsonb"] = new(new LakeType.Text(), WireType.Jsonb, [1, .. "{}"u8]),
        ["bytea"] = new(new LakeType.Binary(), WireType.Bytea, new byte[33]),
        ["array"] = new(new LakeType.List(new LakeType.Integer()), WireType.Array, ArrayOf(Be(1), null, Be(3))) { Element = WireType.Int4 },
        ["array of text"] = new(new LakeType.List(new LakeType.Text()), WireType.Array, ArrayOf("a"u8.ToArray(), null)) { Element = WireType.Text },
        ["hstore"] = new(new LakeType.Map(), WireType.Array, ArrayOf("k"u8.ToArray(), "v"u8.ToArray(), "n"u8.ToArray(), null)),
        ["composite"] = new(Place, WireType.Record, RecordOf(Be(7), null)) { Parts = PlaceParts },
        ["numeric that does not fit, on_loss: null"] = new(new LakeType.Decimal(9, 2), WireType.Numeric, Numeric(4, false, 12)) { OnLoss = OnLoss.Null },
        ["numeric with too many digits, on_loss: clamp"] = new(new LakeType.Decimal(9, 2), WireType.Numeric, Numeric(0, false, 1, 1234)) { OnLoss = OnLoss.Clamp },
        ["money that does not fit, on_loss: null"] = new(new LakeType.Decimal(9, 2), WireType.Money, Be(long.MaxValue)) { OnLoss = OnLoss.Null },
        ["infinite date, on_loss: clamp"] = new(new LakeType.Date(), WireType.Date, Be(int.MaxValue)) { OnLoss = OnLoss.Clamp },
        ["array of two dimensions, on_loss: null"] = new(new LakeType.List(new LakeType.Integer()), WireType.Array,
            [.. Be(2), .. Be(0), .. Be(23), .. Be(1), .. Be(1), .. Be(1), .. Be(1), .. Be(4), .. Be(5)])
        {
            Element = WireType.Int4,
            OnLoss = OnLoss.Null,
        },
    };

    public static TheoryData<string, bool> Cases => [.. Kinds.Keys.SelectMany(name => (TheoryDataRow<string, bool>[])[new(name, false), new(name, true)])];

    private static LakeType.Struct Place => new([.. PlaceParts.Select(p => new StructField(p.Field.Name, p.Field.Type))]);

    private static ColumnRead[] PlaceParts =>
    [
        new(new Field("number", new LakeType.Integer()), "number", WireType.Int4),
        new(new Field("street", new LakeType.Text()), "street", WireType.Text),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ReadBatch_OnceBuffersHaveGrown_AllocatesNothing(string name, bool nulls)
    {
        var kind = Kinds[name];
        var answer = new CopyStreamBuilder(1);
        for (var row = 0; row < Batches * BatchRows; row++) answer.Row([nulls && row % 3 == 0 ? null : kind.Value]);
        var reader = new CopyReader(new MemoryStream(answer.Build()), [kind.Read], kind.Options, 64 << 10);
        var batch = new ColumnBatch([kind.Read.Field]);
        var cancellation = TestContext.Current.CancellationToken;
        var allocated = new List<long>();
        for (var i = 0; i < Batches; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            reader.ReadBatch(batch, BatchRows, long.MaxValue, cancellation);
            if (i >= WarmBatches) allocated.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal((Batches * BatchRows, BatchRows), (reader.Rows, batch.RowCount));
        // Whatever allocates does so in every batch. A pause of the collector, which other threads cause, counts the unused rest of this thread's allocation context.
        Assert.True(allocated.Count(bytes => bytes == 0) >= allocated.Count - MaxPauses, $"bytes allocated by batches: {string.Join(", ", allocated)}");
    }

    [Fact]
    public void Kinds_HoldEveryDecoderAndEveryFixedFormat()
    {
        var decoders = Kinds.Values.Select(k => ColumnDecoders.Create(k.Read, k.Options).GetType()).ToList();
        var types = typeof(ColumnDecoder).Assembly.GetTypes();
        var missing = types.Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(ColumnDecoder)) && !decoders.Exists(d => d == t || (d.IsGenericType && d.GetGenericTypeDefinition() == t)))
            .Concat(types.Where(t => t.IsValueType && t.GetInterfaces().Any(IsFixedFormat) && !decoders.Exists(d => d.GenericTypeArguments.Contains(t))));
        Assert.Empty(missing.Select(t => t.Name));
    }

    private static bool IsFixedFormat(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IFixedFormat<>);

    private sealed record Kind(LakeType Type, WireType Wire, byte[] Value)
    {
        public WireType? Element { get; init; }

        public IReadOnlyList<ColumnRead> Parts { get; init; } = [];

        public OnLoss OnLoss { get; init; } = OnLoss.Fail;

        public bool Hashed { get; init; }

        public CopyOptions Options { get; init; } = new();

        public ColumnRead Read => new(new Field("c", Type), "c", Wire, Element) { Parts = Parts, OnLoss = OnLoss, Hashed = Hashed };
    }
}
