using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Columns.Tests.Proof;

/// <summary>One column per storage, and random rows for them.</summary>
internal static class AllStorages
{
    public static readonly IReadOnlyList<Field> Fields =
    [
        new("flag", new LakeType.Boolean()),
        new("day", new LakeType.Date()),
        new("id", new LakeType.BigInt()),
        new("total", new LakeType.Decimal(38, 6)),
        new("ratio", new LakeType.Real()),
        new("weight", new LakeType.DoublePrecision()),
        new("status", new LakeType.Text()),
        new("payload", new LakeType.Binary()),
        new("key", new LakeType.Uuid()),
        new("tags", new LakeType.List(new LakeType.Text())),
        new("counts", new LakeType.List(new LakeType.Integer())),
        new("matrix", new LakeType.List(new LakeType.List(new LakeType.BigInt()))),
        new("address", new LakeType.Struct([new("street", new LakeType.Text()), new("zip", new LakeType.Integer()), new("total", new LakeType.Decimal(38, 6))])),
        new("lines", new LakeType.List(new LakeType.Struct([new("sku", new LakeType.Text()), new("prices", new LakeType.List(new LakeType.BigInt()))]))),
        new("nested", new LakeType.Struct([new("tags", new LakeType.List(new LakeType.Text())), new("inner", new LakeType.Struct([new("flag", new LakeType.Boolean())]))])),
        new("labels", new LakeType.Map()),
        new("labelled", new LakeType.List(new LakeType.Map())),
    ];

    /// <param name="random">Seeded.</param>
    /// <param name="count">Rows.</param>
    /// <param name="nulls">The chance of a null, 0..1.</param>
    public static List<object?[]> Random(Random random, int count, double nulls) =>
        [.. Enumerable.Range(0, count).Select(_ => Fields.Select(f => Value(f.Type, random, nulls)).ToArray())];

    private static object? Value(LakeType type, Random random, double nulls) => random.NextDouble() < nulls ? null : type switch
    {
        LakeType.Boolean => random.Next(2) == 0,
        LakeType.Date => random.Next(-800_000, 800_000),
        LakeType.Integer => random.Next(),
        LakeType.BigInt => random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-5, 1000),
        LakeType.Decimal => new Int128(random.Next(2) == 0 ? 0 : ulong.MaxValue, (ulong)random.NextInt64()),
        LakeType.Real => (float)random.NextDouble(),
        LakeType.DoublePrecision => random.NextDouble(),
        LakeType.Text => new string((char)('à' + random.Next(30)), random.Next(40)),
        LakeType.Binary => Enumerable.Range(0, random.Next(40)).Select(_ => (byte)random.Next(256)).ToArray(),
        LakeType.Uuid => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()),
        LakeType.List list => Enumerable.Range(0, random.Next(8) == 0 ? random.Next(100) : random.Next(5)).Select(_ => Value(list.Element, random, nulls)).ToArray(),
        LakeType.Struct parts => new Members([.. parts.Fields.Select(f => Value(f.Type, random, nulls))]),
        LakeType.Map => new Entries([.. Enumerable.Range(0, random.Next(4)).Select(i => ($"k{i}", random.Next(3) == 0 ? null : $"v{random.Next(9)}"))]),
        _ => throw new ArgumentException($"No values for {type}."),
    };
}
