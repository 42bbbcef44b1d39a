using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Metadata;

namespace Platform.Formats.Parquet.Values;

/// <summary>Values of one width in memory.</summary>
internal abstract class FixedValues<T> : ChunkValues
    where T : unmanaged
{
    private FixedColumn<T>? _column;
    private T[] _dense = [];
    private bool _bounded;
    private T _min;
    private T _max;

    /// <summary>Bits of one value in PLAIN encoding.</summary>
    protected abstract int Bits { get; }

    public override void Begin(Column column)
    {
        _column = (FixedColumn<T>)column;
        _bounded = false;
    }

    public override int PageEnd(int from, int end, int bytes) => from == end ? end : (int)Math.Clamp(from + bytes * 8L / Bits, from + 1, end);

    public override PageBounds Take(int from, int to, ReadOnlySpan<int> indices, GrowingBuffer? output)
    {
        var values = Present(from, to);
        if (output is not null) Plain(values, output);
        if (!TryBounds(values, out var min, out var max)) return default;
        _min = _bounded ? Least(_min, min) : min;
        _max = _bounded ? Greatest(_max, max) : max;
        _bounded = true;
        return new PageBounds(Lower(min, out _), Upper(max, out _));
    }

    public override void Dictionary(Column distinct, GrowingBuffer output) => Plain(((FixedColumn<T>)distinct).Values, output);

    public override ValueStatistics Statistics(long nulls, long? distinct)
    {
        _column = null;
        if (!_bounded) return new ValueStatistics { NullCount = nulls, DistinctCount = distinct };
        return new ValueStatistics
        {
            NullCount = nulls,
            DistinctCount = distinct,
            Min = Lower(_min, out var minExact),
            Max = Upper(_max, out var maxExact),
            MinIsExact = minExact,
            MaxIsExact = maxExact,
        };
    }

    /// <summary>Appends the values in PLAIN encoding.</summary>
    protected abstract void Plain(ReadOnlySpan<T> values, GrowingBuffer output);

    /// <summary>Least and greatest of the values; false where there is none to tell.</summary>
    protected abstract bool TryBounds(ReadOnlySpan<T> values, out T min, out T max);

    protected abstract T Least(T a, T b);

    protected abstract T Greatest(T a, T b);

    /// <summary>A minimum as statistics store it, and whether it is the very value.</summary>
    protected abstract byte[] Lower(T value, out bool exact);

    protected abstract byte[] Upper(T value, out bool exact);

    private ReadOnlySpan<T> Present(int from, int to)
    {
        var slots = _column!.Values;
        if (_column.NullCount == 0) return slots[from..to];
        if (_dense.Length < to - from) _dense = GC.AllocateUninitializedArray<T>(to - from);
        return _dense.AsSpan(0, PresentValues.Compact(slots, _column.Validity.Words, from, to, _dense));
    }
}
