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
    public static ValueEncoder Create(LakeType type, bool nullable) => nullable ? new NullableEncoder(Create(type)) : Create(type);

    /// <summary>Adds the bytes of slots [from..to) to <paramref name="lengths"/>, one for each slot.</summary>
    public abstract void Measure(Column column, int from, int to, Span<int> lengths);

    /// <summary>Writes slots [from..to) at <paramref name="cursors"/>, one for each slot, and moves these behind what was written.</summary>
    public abstract void Write(Column column, int from, int to, Span<int> cursors, Span<byte> rows);

    private static ValueEncoder Create(LakeType type) => type switch
    {
        LakeType.Boolean => new FixedEncoder<byte, BooleanForm>(),
        LakeType.Real => new FixedEncoder<float, FloatForm>(),
        LakeType.DoublePrecision => new FixedEncoder<double, DoubleForm>(),
        LakeType.Decimal { Storage: Storage.Int32 } => new FixedEncoder<int, DecimalForm>(),
        LakeType.Decimal { Storage: Storage.Int64 } => new FixedEncoder<long, DecimalForm>(),
        LakeType.Decimal => new FixedEncoder<Int128, DecimalForm>(),
        LakeType.Uuid => new FixedEncoder<UInt128, UuidForm>(),
        LakeType.List(var element) => new ListEncoder(Create(element, nullable: true)),
        LakeType.Struct(var fields) => new StructEncoder([.. fields.Select(f => Create(f.Type, nullable: true))]),
        LakeType.Map => new MapEncoder(),
        _ => type.Storage switch
        {
            Storage.Int32 => new FixedEncoder<int, IntForm>(),
            Storage.Int64 => new FixedEncoder<long, LongForm>(),
            _ => new BytesEncoder(),
        },
    };
}
