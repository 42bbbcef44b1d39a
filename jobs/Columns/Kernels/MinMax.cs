using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Columns.Kernels;

/// <summary>The smallest and largest of present values, for statistics in files. Give compacted or distinct values: a null's slot is a zero.</summary>
public static class MinMax
{
    /// <summary>Below this a plain loop, compiled ahead, is done before a vector one would be compiled.</summary>
    private const int LeastForVectors = 256;

    /// <summary>False where there are no values.</summary>
    public static bool TryFind(ReadOnlySpan<int> values, out int min, out int max) => TryFindIntegers(values, out min, out max);

    /// <inheritdoc cref="TryFind(ReadOnlySpan{int}, out int, out int)"/>
    public static bool TryFind(ReadOnlySpan<long> values, out long min, out long max) => TryFindIntegers(values, out min, out max);

    /// <inheritdoc cref="TryFind(ReadOnlySpan{int}, out int, out int)"/>
    public static bool TryFind(ReadOnlySpan<Int128> values, out Int128 min, out Int128 max)
    {
        min = values.IsEmpty ? default : values[0];
        max = min;
        foreach (var value in values)
        {
            if (value < min) min = value;
            if (value > max) max = value;
        }

        return !values.IsEmpty;
    }

    /// <summary>
    /// NaN is passed over, as Parquet's statistics want it; false where nothing else is left. A zero is returned as -0 for the minimum and +0
    /// for the maximum, because readers may take them as different.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<float> values, out float min, out float max)
    {
        var found = TryFindFloats(values, out min, out max);
        if (min == 0) min = -0f;
        if (max == 0) max = 0f;
        return found;
    }

    /// <inheritdoc cref="TryFind(ReadOnlySpan{float}, out float, out float)"/>
    public static bool TryFind(ReadOnlySpan<double> values, out double min, out double max)
    {
        var found = TryFindFloats(values, out min, out max);
        if (min == 0) min = -0d;
        if (max == 0) max = 0d;
        return found;
    }

    /// <summary>Unsigned lexicographic order: finds the positions, among the values [offsets[i]..offsets[i + 1]), of one smallest and one largest.</summary>
    public static bool TryFind(ReadOnlySpan<byte> data, ReadOnlySpan<int> offsets, out int min, out int max)
    {
        min = max = 0;
        var count = offsets.Length - 1;
        if (count <= 0) return false;
        var smallest = data[offsets[0]..offsets[1]];
        var largest = smallest;
        for (var i = 1; i < count; i++)
        {
            var value = data[offsets[i]..offsets[i + 1]];
            if (value.SequenceCompareTo(smallest) < 0)
            {
                smallest = value;
                min = i;
            }
            else if (value.SequenceCompareTo(largest) > 0)
            {
                largest = value;
                max = i;
            }
        }

        return true;
    }

    private static bool TryFindIntegers<T>(ReadOnlySpan<T> values, out T min, out T max)
        where T : unmanaged, INumber<T>
    {
        min = max = default;
        if (values.IsEmpty) return false;
        min = max = values[0];
        var done = values.Length < LeastForVectors ? 0 : FindIntegers(values, ref min, ref max);
        for (var i = done; i < values.Length; i++)
        {
            min = T.Min(min, values[i]);
            max = T.Max(max, values[i]);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int FindIntegers<T>(ReadOnlySpan<T> values, ref T min, ref T max)
        where T : unmanaged, INumber<T>
    {
        var smallest = new Vector<T>(values);
        var largest = smallest;
        var i = 0;
        for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var vector = new Vector<T>(values[i..]);
            smallest = Vector.Min(smallest, vector);
            largest = Vector.Max(largest, vector);
        }

        for (var lane = 0; lane < Vector<T>.Count; lane++)
        {
            min = T.Min(min, smallest[lane]);
            max = T.Max(max, largest[lane]);
        }

        return i;
    }

    private static bool TryFindFloats<T>(ReadOnlySpan<T> values, out T min, out T max)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        min = T.PositiveInfinity;
        max = T.NegativeInfinity;
        var done = values.Length < LeastForVectors ? 0 : FindFloats(values, ref min, ref max);
        for (var i = done; i < values.Length; i++)
        {
            if (values[i] < min) min = values[i];
            if (values[i] > max) max = values[i];
        }

        return FoundAny(values, ref min, ref max);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int FindFloats<T>(ReadOnlySpan<T> values, ref T min, ref T max)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var smallest = new Vector<T>(min);
        var largest = new Vector<T>(max);
        var i = 0;
        for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var vector = new Vector<T>(values[i..]);
            smallest = Vector.ConditionalSelect(Vector.LessThan(vector, smallest), vector, smallest);
            largest = Vector.ConditionalSelect(Vector.GreaterThan(vector, largest), vector, largest);
        }

        for (var lane = 0; lane < Vector<T>.Count; lane++)
        {
            if (smallest[lane] < min) min = smallest[lane];
            if (largest[lane] > max) max = largest[lane];
        }

        return i;
    }

    /// <summary>Infinities that stayed crossed mean that nothing compared: no values, or only NaN.</summary>
    private static bool FoundAny<T>(ReadOnlySpan<T> values, ref T min, ref T max)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (min <= max) return true;
        foreach (var value in values)
        {
            if (T.IsNaN(value)) continue;
            min = T.Min(min, value);
            max = T.Max(max, value);
        }

        if (min <= max) return true;
        min = max = default;
        return false;
    }
}
