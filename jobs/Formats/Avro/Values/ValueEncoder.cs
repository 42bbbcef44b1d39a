using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Formats.Avro.Values;

/// <summary>
/// Encodes the values of a column into rows that lie one behind the other: first every column says how long its values are, then, from the
/// places that follow, every column writes its own into all rows. So a loop knows one type, and no value costs a call.
/// </summary>
internal abstract class ValueEncoder
{
    /// <summary>The encoder of a column: its values, and in front of each the branch of the union where nulls are allowed.</summary>
    /// <param name="type">Of the values.</param>
    /// <param name="nullable">Whether nulls are allowed.</param>
    /// <param name="oneNaN">Whether each NaN is written as the same bits: two that differ are one value to whoever compares.</param>
    public static ValueEncoder Create(LakeType type, bool nullable, bool oneNaN = false) => nullable ? new NullableEncoder(Create(type, oneNaN)) : Create(type, oneNaN);

    /// <summary>Adds the bytes of slots [from..to) to <paramref name="lengths"/>, one for each slot.</summary>
    public abstract void Measure(Column column, int from, int to, Span<int> lengths);

    /// <summary>Writes slots [from..to) at <paramref name="cursors"/>, one for each slot, and moves these behind what was written.</summary>
    public abstract void Write(Column column, int from, int to, Span<int> cursors, Span<byte> rows);

    private static ValueEncoder Create(LakeType type, bool oneNaN) => type switch
    {
        LakeType.Boolean => new FixedEncoder<byte, BooleanForm>(),
        LakeType.Real when oneNaN => new FixedEncoder<float, FloatForm.OneNaN>(),
        LakeType.DoublePrecision when oneNaN => new FixedEncoder<double, DoubleForm.OneNaN>(),
        LakeType.Real => new FixedEncoder<float, FloatForm>(),
        LakeType.DoublePrecision => new FixedEncoder<double, DoubleForm>(),
        LakeType.Decimal { Storage: Storage.Int32 } => new FixedEncoder<int, DecimalForm>(),
        LakeType.Decimal { Storage: Storage.Int64 } => new FixedEncoder<long, DecimalForm>(),
        LakeType.Decimal => new FixedEncoder<Int128, DecimalForm>(),
        LakeType.Uuid => new FixedEncoder<UInt128, UuidForm>(),
        LakeType.List(var element) => new ListEncoder(Create(element, nullable: true, oneNaN)),
        LakeType.Struct(var fields) => new StructEncoder([.. fields.Select(f => Create(f.Type, nullable: true, oneNaN))]),
        LakeType.Map => new MapEncoder(),
        _ => type.Storage switch
        {
            Storage.Int32 => new FixedEncoder<int, IntForm>(),
            Storage.Int64 => new FixedEncoder<long, LongForm>(),
            _ => new BytesEncoder(),
        },
    };
}
