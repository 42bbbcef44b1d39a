using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Formats.Avro.Values;

/// <summary>Arrays and maps as they are written here: one block of all entries behind their number, where there are any, and an empty block that ends it.</summary>
internal sealed class EntryBlocks
{
    private int[] _places = [];

    /// <summary>Room for the size of each entry of the collections at <paramref name="offsets"/>, all zero.</summary>
    public Span<int> Sizes(ReadOnlySpan<int> offsets)
    {
        var count = offsets[^1] - offsets[0];
        if (_places.Length < count) _places = new int[Math.Max(count, _places.Length * 2)];
        var sizes = _places.AsSpan(0, count);
        sizes.Clear();
        return sizes;
    }

    /// <summary>Adds the bytes of collections whose entries have these sizes.</summary>
    public static void Measure(ReadOnlySpan<int> offsets, ReadOnlySpan<int> sizes, Span<int> lengths)
    {
        for (var i = 0; i + 1 < offsets.Length; i++)
        {
            var count = offsets[i + 1] - offsets[i];
            var length = count == 0 ? 1 : 1 + VarInt.Length((ulong)count << 1);
            foreach (var size in sizes[..count]) length += size;
            sizes = sizes[count..];
            lengths[i] += length;
        }
    }

    /// <summary>Writes what is around the entries, turns their sizes into the places where they begin, and moves the cursors behind them.</summary>
    public static void Place(ReadOnlySpan<int> offsets, Span<int> sizes, Span<int> cursors, Span<byte> rows)
    {
        ref var start = ref MemoryMarshal.GetReference(rows);
        for (var i = 0; i + 1 < offsets.Length; i++)
        {
            var (count, cursor) = (offsets[i + 1] - offsets[i], cursors[i]);
            if (count > 0) cursor += VarInt.Write((ulong)count << 1, ref Unsafe.Add(ref start, cursor));
            foreach (ref var place in sizes[..count]) (place, cursor) = (cursor, cursor + place);
            sizes = sizes[count..];
            Unsafe.Add(ref start, cursor) = 0;
            cursors[i] = cursor + 1;
        }
    }
}
