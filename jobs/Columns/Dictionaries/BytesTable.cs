using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Columns.Dictionaries;

/// <summary>
/// Indices of byte strings, by open addressing with linear steps. Up to 16 bytes the slot holds the string itself; longer ones are told apart
/// by 128 bits of hash, and then compared byte by byte with where the string was first met.
/// </summary>
internal sealed class BytesTable(DictionaryHash hash)
{
    private const int LeastSlotBits = 10;
    private const int LeastSlots = 1 << LeastSlotBits;
    private const int HeldLength = 16;

    private Slot[] _slots = new Slot[LeastSlots];
    private Slot[] _spare = [];
    private int _slotBits = LeastSlotBits;
    private int[] _firstRows = new int[LeastSlots / 2];

    public int Count { get; private set; }

    /// <summary>Bytes of the distinct strings.</summary>
    public long ByteCount { get; private set; }

    /// <summary>The row in which each distinct string was met first, in that order.</summary>
    public ReadOnlySpan<int> FirstRows => _firstRows.AsSpan(0, Count);

    /// <summary>Masks of the words of a string of 0..16 bytes, low and high.</summary>
    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0, 0xff, 0, 0xffff, 0, 0xffffff, 0, 0xffffffff, 0, 0xffffffffff, 0, 0xffffffffffff, 0, 0xffffffffffffff, 0,
        ulong.MaxValue, 0, ulong.MaxValue, 0xff, ulong.MaxValue, 0xffff, ulong.MaxValue, 0xffffff, ulong.MaxValue, 0xffffffff,
        ulong.MaxValue, 0xffffffffff, ulong.MaxValue, 0xffffffffffff, ulong.MaxValue, 0xffffffffffffff, ulong.MaxValue, ulong.MaxValue,
    ];

    public void Clear()
    {
        _slotBits = LeastSlotBits;
        _slots.AsSpan(0, LeastSlots).Clear();
        Count = 0;
        ByteCount = 0;
    }

    /// <summary>
    /// Writes the index of each string data[offsets[row]..offsets[row + 1]) of rows [from..toExcl), adding those not met before.
    /// <paramref name="paddedData"/> reaches at least 16 bytes past the last string.
    /// </summary>
    public void Index(ReadOnlySpan<byte> paddedData, ReadOnlySpan<int> offsets, int from, int toExcl, Span<int> indices)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offsets[toExcl], paddedData.Length - HeldLength, nameof(paddedData));
        ref var data = ref MemoryMarshal.GetReference(paddedData);
        ref var masks = ref MemoryMarshal.GetReference(Masks);
        offsets = offsets[from..(toExcl + 1)];
        indices = indices[..(toExcl - from)];
        var start = offsets[0];
        for (var i = 0; i < indices.Length; i++)
        {
            var end = offsets[i + 1];
            var length = end - start;
            ref var at = ref Unsafe.Add(ref data, start);
            ulong low, high;
            if (length <= HeldLength)
            {
                ref var mask = ref Unsafe.Add(ref masks, 2 * length);
                low = Unsafe.ReadUnaligned<ulong>(ref at) & mask;
                high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 8)) & Unsafe.Add(ref mask, 1);
            }
            else
            {
                (low, high) = hash.Long(ref at, length);
            }

            indices[i] = Find(low, high, length, from + i, start, ref data);
            start = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ulong low, ulong high, int length, int row, int start, ref byte data)
    {
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var mask = (1 << _slotBits) - 1;
        var at = (int)(hash.Of(low, high, length) >> (64 - _slotBits));
        while (true)
        {
            ref var slot = ref Unsafe.Add(ref slots, at);
            if (slot.Low == low && slot.High == high && slot.Length == length && slot.Number != 0
                && (length <= HeldLength || Same(ref data, slot.Start, start, length)))
            {
                return slot.Number - 1;
            }

            if (slot.Number == 0) return Add(at, low, high, length, row, start);
            at = (at + 1) & mask;
        }
    }

    private int Add(int at, ulong low, ulong high, int length, int row, int start)
    {
        if (Count == _firstRows.Length) Array.Resize(ref _firstRows, Count * 2);
        _firstRows[Count] = row;
        ByteCount += length;
        var index = Count++;
        _slots[at] = new Slot(low, high, length, Count, start);
        if (Count * 2 >= 1 << _slotBits) Grow();
        return index;
    }

    private void Grow()
    {
        var old = _slots.AsSpan(0, 1 << _slotBits);
        _slotBits += 2;
        var count = 1 << _slotBits;
        if (_spare.Length < count) _spare = new Slot[count];
        else _spare.AsSpan(0, count).Clear();
        (_slots, _spare) = (_spare, _slots);
        foreach (ref readonly var slot in old)
        {
            if (slot.Number == 0) continue;
            var at = (int)(hash.Of(slot.Low, slot.High, slot.Length) >> (64 - _slotBits));
            while (_slots[at].Number != 0) at = (at + 1) & (count - 1);
            _slots[at] = slot;
        }
    }

    private static bool Same(ref byte data, int one, int other, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref data, one), length)
            .SequenceEqual(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref data, other), length));

    /// <param name="Low">Bytes 0..7 of the string, or the hash of a long one.</param>
    /// <param name="High">Bytes 8..15, or the hash's other half.</param>
    /// <param name="Length">Of the string, in bytes.</param>
    /// <param name="Number">The string's index + 1; 0 for a free slot.</param>
    /// <param name="Start">Where it was first met.</param>
    private readonly record struct Slot(ulong Low, ulong High, int Length, int Number, int Start);
}
