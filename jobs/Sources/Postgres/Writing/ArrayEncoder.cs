using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>
/// One-dimensional arrays (array_recv): int32 dimensions, int32 flags, int32 element oid, and unless it is empty int32 length and int32 lower bound,
/// then elements as length and bytes. The elements of a block's rows lie behind one another in their column and are written as one block.
/// </summary>
internal sealed class ArrayEncoder(ColumnWrite write, CopySubject subject, ColumnEncoder element) : ColumnEncoder(write, subject)
{
    private const int EmptyBytes = 12, HeaderBytes = 20;

    private long[] _sizes = [];
    private int[] _cursors = [];

    public override void Measure(Column source, int from, Span<long> sizes)
    {
        var list = (ListColumn)source;
        var offsets = list.Offsets.Slice(from, sizes.Length + 1);
        var elements = MeasureElements(list, offsets);
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] += LengthBytes;
            if (!source.Validity[from + i]) continue;
            sizes[i] += offsets[i + 1] == offsets[i] ? EmptyBytes : HeaderBytes;
            for (var e = offsets[i]; e < offsets[i + 1]; e++) sizes[i] += elements[e - offsets[0]];
        }
    }

    public override void Encode(Column source, int from, Span<byte> buffer, Span<int> cursors)
    {
        var list = (ListColumn)source;
        var offsets = list.Offsets.Slice(from, cursors.Length + 1);
        var count = offsets[^1] - offsets[0];
        if (_cursors.Length < count) _cursors = new int[Math.Max(count, 2 * _cursors.Length)];
        for (var i = 0; i < cursors.Length; i++)
        {
            if (!source.Validity[from + i])
            {
                NetworkWrite.Int32(ref MemoryMarshal.GetReference(buffer[cursors[i]..]), NullLength);
                cursors[i] += LengthBytes;
                continue;
            }

            cursors[i] = Place(list, offsets[i], offsets[i + 1], offsets[0], buffer, cursors[i]);
        }

        if (count > 0) element.Encode(list.Elements, offsets[0], buffer, _cursors.AsSpan(0, count));
    }

    /// <summary>Writes the header, gives every element its place, and answers where the array ends.</summary>
    private int Place(ListColumn list, int first, int toExcl, int base0, Span<byte> buffer, int at)
    {
        var isEmpty = first == toExcl;
        var next = at + LengthBytes + (isEmpty ? EmptyBytes : HeaderBytes);
        var hasNull = false;
        for (var e = first; e < toExcl; e++)
        {
            _cursors[e - base0] = next;
            next += (int)_sizes[e - base0];
            hasNull |= !list.Elements.Validity[e];
        }

        var header = buffer[at..];
        Int32(header, 0, next - at - LengthBytes);
        Int32(header, 4, isEmpty ? 0 : 1);
        Int32(header, 8, hasNull ? 1 : 0);
        Int32(header, 12, (int)Column.ElementOid);
        if (isEmpty) return next;
        Int32(header, 16, toExcl - first);
        Int32(header, 20, 1);
        return next;
    }

    private ReadOnlySpan<long> MeasureElements(ListColumn list, ReadOnlySpan<int> offsets)
    {
        var count = offsets[^1] - offsets[0];
        if (_sizes.Length < count) _sizes = new long[Math.Max(count, 2 * _sizes.Length)];
        var sizes = _sizes.AsSpan(0, count);
        sizes.Clear();
        if (count > 0) element.Measure(list.Elements, offsets[0], sizes);
        return sizes;
    }

    private static void Int32(Span<byte> header, int at, int value) => NetworkWrite.Int32(ref MemoryMarshal.GetReference(header[at..]), value);
}
