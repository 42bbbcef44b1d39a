using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;

namespace Platform.Formats.Parquet.Values;

/// <summary>BYTE_ARRAY: a 4-byte length and the bytes; unsigned order, byte by byte.</summary>
internal sealed class BytesValues(int statisticsBytes, bool text) : ChunkValues
{
    private readonly SeenEntries _seen = new();
    private BytesColumn? _column;
    private BytesColumn? _distinct;

    // Bounds of the chunk so far are kept as their place: a slot of the column or an entry of the dictionary.
    private int _min;
    private int _max;

    public override void Begin(Column column)
    {
        _column = (BytesColumn)column;
        _distinct = (BytesColumn?)column.Dictionary?.Distinct;
        _seen.Begin(_distinct?.Count ?? 0);
        _min = _max = -1;
    }

    public override int PageEnd(int from, int end, int bytes)
    {
        if (from == end) return end;
        var offsets = _column!.Offsets;
        long limit = (long)offsets[from] + bytes;
        if (offsets[end] + 4L * (end - from) <= limit) return end;
        // The largest end whose bytes and lengths still fit, by halving.
        var (low, high) = (from + 1, end);
        while (low < high)
        {
            var middle = low + (high - low + 1 >> 1);
            if (offsets[middle] + 4L * (middle - from) <= limit) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    public override PageBounds Take(int from, int to, ReadOnlySpan<int> indices, GrowingBuffer? output)
    {
        var offsets = _column!.Offsets;
        var bytes = (long)offsets[to] - offsets[from];
        int min, max;
        if (output is null)
        {
            (min, max) = _seen.Bounds(_distinct!, indices);
        }
        else
        {
            _distinct = null;
            Plain(_column, from, to, output);
            (min, max) = SlotBounds.Of(_column, from, to);
        }

        if (min < 0) return new PageBounds(null, null, bytes);
        var values = _distinct ?? _column;
        if (_min < 0 || values[min].SequenceCompareTo(values[_min]) < 0) _min = min;
        if (_max < 0 || values[max].SequenceCompareTo(values[_max]) > 0) _max = max;
        var lower = TruncatedBounds.Lower(values[min], statisticsBytes, text, out _);
        // A page index has to bound every page: what cannot be cut is stored whole.
        var upper = TruncatedBounds.Upper(values[max], statisticsBytes, text, out _) ?? values[max].ToArray();
        return new PageBounds(lower, upper, bytes);
    }

    public override void Dictionary(Column distinct, GrowingBuffer output) => Plain((BytesColumn)distinct, 0, distinct.Count, output);

    public override ValueStatistics Statistics(long nulls, long? distinct)
    {
        var values = _distinct ?? _column!;
        (_column, _distinct) = (null, null);
        if (_min < 0) return new ValueStatistics { NullCount = nulls, DistinctCount = distinct };
        var lower = TruncatedBounds.Lower(values[_min], statisticsBytes, text, out var minExact);
        var upper = TruncatedBounds.Upper(values[_max], statisticsBytes, text, out var maxExact);
        return new ValueStatistics
        {
            NullCount = nulls,
            DistinctCount = distinct,
            Min = lower,
            // Neither `upper` nor a plain null here: both would become an empty bound through the conversion from arrays.
            Max = upper is null ? default(ReadOnlyMemory<byte>?) : upper.AsMemory(),
            MinIsExact = minExact,
            MaxIsExact = maxExact,
        };
    }

    private static void Plain(BytesColumn column, int from, int to, GrowingBuffer output)
    {
        var data = column.Data;
        var offsets = column.Offsets;
        // Short values are copied as whole vectors, which may run past their end into room that the next one overwrites.
        var room = output.Reserve(checked(offsets[to] - offsets[from] + 4 * (to - from) + 32));
        var safe = data.Length - 32;
        ref var source = ref MemoryMarshal.GetReference(data);
        ref var start = ref MemoryMarshal.GetReference(room);
        ref var target = ref start;
        var validity = column.NullCount == 0 ? default : column.Validity.Words;
        for (var i = from; i < to; i++)
        {
            if (validity.Length != 0 && (validity[i >> 6] >> i & 1) == 0) continue;
            var at = offsets[i];
            var length = offsets[i + 1] - at;
            Unsafe.WriteUnaligned(ref target, length);
            target = ref Unsafe.Add(ref target, 4);
            if (length <= 32 && at <= safe) Unsafe.CopyBlockUnaligned(ref target, ref Unsafe.Add(ref source, at), 32);
            else Unsafe.CopyBlockUnaligned(ref target, ref Unsafe.Add(ref source, at), (uint)length);
            target = ref Unsafe.Add(ref target, length);
        }

        output.Advance((int)Unsafe.ByteOffset(ref start, ref target));
    }
}
