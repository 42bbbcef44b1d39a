using System.Numerics;
using System.Runtime.InteropServices;
using Platform.Formats.Memory;

namespace Platform.Formats.Parquet.Values;

/// <summary>
/// FLOAT and DOUBLE. parquet.thrift's rules for bounds: NaN counts for neither; a minimum of zero is written as -0 and a maximum of zero as
/// +0, whatever its sign was, because readers compare them as different or as equal.
/// </summary>
internal sealed class FloatingValues<T> : FixedValues<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override unsafe int Bits => sizeof(T) * 8;

    protected override void Plain(ReadOnlySpan<T> values, GrowingBuffer output) => output.Append(MemoryMarshal.AsBytes(values));

    protected override bool TryBounds(ReadOnlySpan<T> values, out T min, out T max)
    {
        (min, max) = (T.PositiveInfinity, T.NegativeInfinity);
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        var low = new Vector<T>(min);
        var high = new Vector<T>(max);
        foreach (var vector in vectors)
        {
            // A comparison with NaN is false and leaves the bound as it is.
            low = Vector.ConditionalSelect(Vector.LessThan(vector, low), vector, low);
            high = Vector.ConditionalSelect(Vector.GreaterThan(vector, high), vector, high);
        }

        for (var i = 0; i < Vector<T>.Count; i++)
        {
            min = Least(min, low[i]);
            max = Greatest(max, high[i]);
        }

        foreach (var value in values[(vectors.Length * Vector<T>.Count)..])
        {
            min = Least(min, value);
            max = Greatest(max, value);
        }

        return min <= max;
    }

    protected override T Least(T a, T b) => b < a ? b : a;

    protected override T Greatest(T a, T b) => b > a ? b : a;

    protected override byte[] Lower(T value, out bool exact)
    {
        exact = !T.IsZero(value);
        return ToBytes(exact ? value : T.NegativeZero);
    }

    protected override byte[] Upper(T value, out bool exact)
    {
        exact = !T.IsZero(value);
        return ToBytes(exact ? value : T.Zero);
    }

    private static byte[] ToBytes(T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
