using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Columns.Dictionaries;

/// <summary>Indices of integers that lie close together (dates, quantities, small keys): a value's place is its distance from the smallest.</summary>
internal sealed class RangeTable
{
    /// <summary>Widest range taken: 64 Ki places of 4 bytes stay in a second-level cache.</summary>
    public const int MostPlaces = 1 << 16;

    private int[] _places = [];

    /// <summary>
    /// Writes each value's index, and the distinct values in order of first appearance; returns how many there are.
    /// Values less <paramref name="min"/> are in [0..places); <paramref name="distinct"/> has room for that many.
    /// </summary>
    public int Index(ReadOnlySpan<long> values, long min, int places, Span<int> indices, Span<long> distinct)
    {
        ref var table = ref Prepare(places);
        indices = indices[..values.Length];
        var found = 0;
        for (var i = 0; i < values.Length; i++)
        {
            ref var place = ref Unsafe.Add(ref table, (ushort)(values[i] - min));
            if (place == 0)
            {
                distinct[found] = values[i];
                place = ++found;
            }

            indices[i] = place - 1;
        }

        return found;
    }

    /// <inheritdoc cref="Index(ReadOnlySpan{long}, long, int, Span{int}, Span{long})"/>
    public int Index(ReadOnlySpan<int> values, int min, int places, Span<int> indices, Span<int> distinct)
    {
        ref var table = ref Prepare(places);
        indices = indices[..values.Length];
        var found = 0;
        for (var i = 0; i < values.Length; i++)
        {
            ref var place = ref Unsafe.Add(ref table, (ushort)(values[i] - min));
            if (place == 0)
            {
                distinct[found] = values[i];
                place = ++found;
            }

            indices[i] = place - 1;
        }

        return found;
    }

    private ref int Prepare(int places)
    {
        if (_places.Length == 0) _places = new int[MostPlaces];
        _places.AsSpan(0, places).Clear();
        return ref MemoryMarshal.GetArrayDataReference(_places);
    }
}
