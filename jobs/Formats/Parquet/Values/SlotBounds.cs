using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;

namespace Platform.Formats.Parquet.Values;

/// <summary>Least and greatest of byte strings. Most are told apart from the bounds so far by their first eight bytes.</summary>
internal static class SlotBounds
{
    /// <summary>Slots of the bounds among the present of [from..to); -1 where all are null.</summary>
    public static (int Min, int Max) Of(BytesColumn column, int from, int to)
    {
        var data = column.Data;
        var offsets = column.Offsets;
        var validity = column.NullCount == 0 ? default : column.Validity.Words;
        var (min, max) = (-1, -1);
        ulong minPrefix = 0, maxPrefix = 0;
        for (var i = from; i < to; i++)
        {
            if (validity.Length != 0 && (validity[i >> 6] >> i & 1) == 0) continue;
            var prefix = Prefix(data, offsets[i], offsets[i + 1] - offsets[i]);
            if (prefix > minPrefix && prefix < maxPrefix) continue;
            var value = column[i];
            if (min < 0 || value.SequenceCompareTo(column[min]) < 0) (min, minPrefix) = (i, prefix);
            if (max < 0 || value.SequenceCompareTo(column[max]) > 0) (max, maxPrefix) = (i, prefix);
        }

        return (min, max);
    }

    /// <summary>The first eight bytes as a number that orders as they do; a shorter value is filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Prefix(ReadOnlySpan<byte> data, int at, int length)
    {
        if (at <= data.Length - 8)
        {
            var word = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at)));
            return length >= 8 ? word : length == 0 ? 0 : word & ulong.MaxValue << 64 - 8 * length;
        }

        ulong prefix = 0;
        for (var i = 0; i < 8; i++) prefix = prefix << 8 | (i < length ? data[at + i] : 0u);
        return prefix;
    }
}
