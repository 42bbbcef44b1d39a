using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet;

/// <summary>Every type with the values at which readers and writers go wrong.</summary>
internal static class Samples
{
    // 0001-01-01 and 9999-12-31, the years that all readers show.
    private const int FirstDay = -719_162, LastDay = 2_932_896;
    private const long DayMicros = 86_400_000_000;

    public static IReadOnlyList<(string Name, LakeType Type, object?[] Values)> Types { get; } =
    [
        ("boolean", new LakeType.Boolean(), [true, false, null, true]),
        ("smallint", new LakeType.SmallInt(), [0, 1, -1, null, short.MinValue + 0, short.MaxValue + 0]),
        ("integer", new LakeType.Integer(), [0, 1, -1, null, int.MinValue, int.MaxValue]),
        ("bigint", new LakeType.BigInt(), [0L, 1L, -1L, null, long.MinValue, long.MaxValue, 1L << 32]),
        ("real", new LakeType.Real(), [0f, -0f, 1.5f, null, float.NaN, BitConverter.UInt32BitsToSingle(0x7FC00000), float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon]),
        ("double", new LakeType.DoublePrecision(), [0d, -0d, 0.1, null, double.NaN, BitConverter.UInt64BitsToDouble(0x7FF8000000000000), double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon]),
        ("decimal_1_0", new LakeType.Decimal(1, 0), [0, 9, -9, null]),
        ("decimal_9_2", new LakeType.Decimal(9, 2), [0, 1, -1, null, 999_999_999, -999_999_999]),
        ("decimal_10_10", new LakeType.Decimal(10, 10), [0L, 1L, -1L, null, 9_999_999_999, -9_999_999_999]),
        ("decimal_18_4", new LakeType.Decimal(18, 4), [0L, 1L, -1L, null, 999_999_999_999_999_999, -999_999_999_999_999_999]),
        .. new[] { 19, 20, 21, 22, 25, 28, 31, 34, 37, 38 }.Select(p => ($"decimal_{p}_{p / 2}", (LakeType)new LakeType.Decimal(p, p / 2), Wide(p))),
        ("text", new LakeType.Text(), ["", "a", null, "naïve ☃ 😀", "quote\" back\\slash\nline\ttab\0nul", new string('x', 5000), "\uFFFD", "zz"]),
        ("binary", new LakeType.Binary(), [Array.Empty<byte>(), new byte[] { 0 }, null, new byte[] { 0xFF, 0xFE, 0x80 }, Enumerable.Range(0, 256).Select(i => (byte)i).ToArray()]),
        ("uuid", new LakeType.Uuid(), [UInt128.Zero, UInt128.MaxValue, null, new UInt128(0x0011223344556677, 0x8899AABBCCDDEEFF), UInt128.One, UInt128.One << 127]),
        ("date", new LakeType.Date(), [0, -1, 1, null, FirstDay, LastDay]),
        ("timestamp", new LakeType.Timestamp(false), [0L, -1L, 1L, null, FirstDay * DayMicros, LastDay * DayMicros + DayMicros - 1]),
        ("timestamptz", new LakeType.Timestamp(true), [0L, -1L, 1L, null, FirstDay * DayMicros, LastDay * DayMicros + DayMicros - 1]),
        ("timestamp_ms", new LakeType.Timestamp(false, Millis: true), [0L, -1L, 1L, null, FirstDay * DayMicros / 1000, LastDay * DayMicros / 1000]),
        ("timestamptz_ms", new LakeType.Timestamp(true, Millis: true), [0L, -1L, 1L, null, FirstDay * DayMicros / 1000, LastDay * DayMicros / 1000]),
    ];

    /// <summary>A column per type, values cycling at their own lengths.</summary>
    public static ColumnBatch Flat(int rows, bool nullable = true, Func<LakeType, bool>? keep = null)
    {
        var types = Types.Where(t => keep?.Invoke(t.Type) ?? true).ToArray();
        var fields = types.Select(t => new Field(t.Name, t.Type, nullable)).ToArray();
        var values = types.Select(t => nullable ? t.Values : [.. t.Values.Where(v => v is not null)]).ToArray();
        return Filling.Batch(fields, Enumerable.Range(0, rows).Select(row => values.Select(v => v[row % v.Length]).ToArray()));
    }

    /// <summary>A list column per type: null, empty, of a null, of one, of all values, growing with the row.</summary>
    public static ColumnBatch Lists(int rows, Func<LakeType, bool>? keep = null)
    {
        var types = Types.Where(t => keep?.Invoke(t.Type) ?? true).ToArray();
        var fields = types.Select((t, i) => new Field(t.Name, new LakeType.List(t.Type), i % 4 != 0)).ToArray();
        return Filling.Batch(fields, Enumerable.Range(0, rows).Select(row => fields.Select((f, i) => List(types[i].Values, row, f.Nullable)).ToArray()));
    }

    /// <summary>Structs, maps and what they hold of each other: null, empty, with nulls inside, and full.</summary>
    public static ColumnBatch Nested(int rows)
    {
        var point = new LakeType.Struct([new("x", new LakeType.Integer()), new("label", new LakeType.Text()), new("price", new LakeType.Decimal(20, 3))]);
        var track = new LakeType.Struct([new("name", new LakeType.Text()), new("points", new LakeType.List(point)), new("tags", new LakeType.Map()), new("at", new LakeType.Timestamp(true))]);
        Field[] fields = [new("id", new LakeType.BigInt(), false), new("point", point), new("origin", point, false), new("attributes", new LakeType.Map()), new("labels", new LakeType.Map(), false), new("track", track), new("tracks", new LakeType.List(track))];
        return Filling.Batch(fields, Enumerable.Range(0, rows).Select(row => new object?[] { (long)row, Point(row), Point(row) ?? new object?[3], Map(row), Map(row + 1) ?? [], Track(row), Tracks(row) }));
    }

    private static object?[]? Point(int row) => (row % 5) switch { 0 => null, 1 => new object?[3], _ => [row, $"p\"{row}", (Int128)row * 1_000_000_007 * (row - 20)] };

    private static (string, string?)[]? Map(int row) => (row % 4) switch { 0 => null, 1 => [], _ => [.. Enumerable.Range(0, row % 6).Select(i => ($"k{i} ☃", i % 3 == 0 ? null : $"v{row}"))] };

    private static object?[]? Track(int row) => row % 6 == 0 ? null : [row % 7 == 0 ? null : $"t{row}", Enumerable.Range(0, row % 4).Select(i => (object?)Point(row + i)).ToArray(), Map(row + 2), row % 3 == 0 ? null : (long)row];

    private static object?[]? Tracks(int row) => (row % 4) switch { 0 => null, 1 => [], _ => [Track(row), null, Track(row + 1)] };

    private static object? List(object?[] values, int row, bool nullable) => (row % 7) switch
    {
        0 => nullable ? null : Array.Empty<object?>(),
        1 => Array.Empty<object?>(),
        2 => new object?[] { null },
        3 => new object?[] { values[row % values.Length] },
        4 => new object?[] { null, null, values[0] },
        _ => values.Concat(values).Take(row % (2 * values.Length)).ToArray(),
    };

    private static object?[] Wide(int precision)
    {
        var max = Int128.One;
        for (var i = 0; i < precision; i++) max *= 10;
        max -= 1;
        return [Int128.Zero, Int128.One, -Int128.One, null, max, -max, (Int128)long.MaxValue + 1, (Int128)long.MinValue - 1];
    }
}
