using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet;

/// <summary>Structs, maps and lists of them in every order, and random values for them.</summary>
internal static class NestedSamples
{
    private static readonly LakeType Text = new LakeType.Text();

    private static readonly LakeType Place = new LakeType.Struct([new("street", Text), new("number", new LakeType.Integer()), new("area", new LakeType.Decimal(20, 2))]);

    public static IReadOnlyList<Field> Fields { get; } =
    [
        new("id", new LakeType.Integer(), Nullable: false),
        new("place", Place),
        new("required", Place, Nullable: false),
        new("places", new LakeType.List(Place)),
        new("deep", new LakeType.Struct([new("tags", new LakeType.List(Text)), new("inner", new LakeType.Struct([new("flag", new LakeType.Boolean()), new("at", new LakeType.Timestamp(true))]))])),
        new("orders", new LakeType.List(new LakeType.Struct([new("lines", new LakeType.List(new LakeType.Struct([new("sku", Text), new("amounts", new LakeType.List(new LakeType.BigInt()))]))), new("note", Text)]))),
        new("labels", new LakeType.Map()),
        new("labelled", new LakeType.Struct([new("labels", new LakeType.Map()), new("day", new LakeType.Date())])),
        new("listed", new LakeType.List(new LakeType.Map())),
        new("matrix", new LakeType.List(new LakeType.List(new LakeType.DoublePrecision()))),
    ];

    /// <param name="random">Seeded.</param>
    /// <param name="rows">How many.</param>
    /// <param name="nulls">The chance of a null, 0..1.</param>
    public static ColumnBatch Batch(Random random, int rows, double nulls) =>
        Filling.Batch(Fields, Enumerable.Range(0, rows).Select(row => Fields.Select((f, i) => i == 0 ? row : Value(f.Type, random, f.Nullable ? nulls : 0, nulls)).ToArray()));

    private static object? Value(LakeType type, Random random, double own, double nulls) => random.NextDouble() < own ? null : type switch
    {
        LakeType.Boolean => random.Next(2) == 0,
        LakeType.Integer or LakeType.Date => random.Next(-1000, 1000),
        LakeType.BigInt or LakeType.Timestamp => (long)random.Next(-1000, 1000),
        LakeType.DoublePrecision => random.NextDouble(),
        LakeType.Decimal => (Int128)random.NextInt64() * random.Next(-3, 4),
        LakeType.Text => random.Next(4) == 0 ? "" : $"text {random.Next(30)}",
        LakeType.List list => Enumerable.Range(0, random.Next(4)).Select(_ => Value(list.Element, random, nulls, nulls)).ToArray(),
        LakeType.Struct parts => parts.Fields.Select(f => Value(f.Type, random, nulls, nulls)).ToArray(),
        LakeType.Map => Enumerable.Range(0, random.Next(4)).Select(i => (Key: $"key{i}", Value: random.NextDouble() < nulls ? null : $"v{random.Next(9)}")).ToArray(),
        _ => throw new ArgumentException($"No values for {type}."),
    };
}
