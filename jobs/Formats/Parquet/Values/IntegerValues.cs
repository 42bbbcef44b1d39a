using System.Numerics;
using System.Runtime.InteropServices;
using Platform.Formats.Memory;

namespace Platform.Formats.Parquet.Values;

/// <summary>INT32 and INT64, signed order.</summary>
internal sealed class IntegerValues<T> : FixedValues<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    protected override unsafe int Bits => sizeof(T) * 8;

    protected override void Plain(ReadOnlySpan<T> values, GrowingBuffer output) => output.Append(MemoryMarshal.AsBytes(values));

    protected override bool TryBounds(ReadOnlySpan<T> values, out T min, out T max)
    {
        (min, max) = (T.MaxValue, T.MinValue);
        if (values.Length == 0) return false;
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        if (vectors.Length > 0)
        {
            var (low, high) = (vectors[0], vectors[0]);
            foreach (var vector in vectors[1..])
            {
                low = Vector.Min(low, vector);
                high = Vector.Max(high, vector);
            }

            for (var i = 0; i < Vector<T>.Count; i++)
            {
                min = T.Min(min, low[i]);
                max = T.Max(max, high[i]);
            }
        }

        foreach (var value in values[(vectors.Length * Vector<T>.Count)..])
        {
            min = T.Min(min, value);
            max = T.Max(max, value);
        }

        return true;
    }

    protected override T Least(T a, T b) => T.Min(a, b);

    protected override T Greatest(T a, T b) => T.Max(a, b);

    protected override byte[] Lower(T value, out bool exact)
    {
        exact = true;
        return MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
    }

    protected override byte[] Upper(T value, out bool exact) => Lower(value, out exact);
}
