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
        offsets = offsets[from..(toExcl + 1)];
        indices = indices[..(toExcl - from)];
        for (var i = 0; i < indices.Length; i++)
        {
            i = IndexHeld(ref data, offsets, i, indices);
            if (i < indices.Length) i = IndexLong(ref data, offsets, i, indices);
            if (i < indices.Length) indices[i] = FindOrAdd(ref data, offsets[i], offsets[i + 1] - offsets[i], from + i);
        }
    }

    /// <summary>
    /// Goes on from string i as long as strings are short and in the first slot of their hash; returns where that ended. Nothing is called
    /// within the loop, so that everything stays in registers.
    /// </summary>
    private int IndexHeld(ref byte data, ReadOnlySpan<int> offsets, int i, Span<int> indices)
    {
        ref var masks = ref MemoryMarshal.GetReference(Masks);
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var hashing = hash;
        var shift = 64 - _slotBits;
        var start = offsets[i];
        for (; i < indices.Length; i++)
        {
            var end = offsets[i + 1];
            var length = end - start;
            if (length > HeldLength) break;
            ref var at = ref Unsafe.Add(ref data, start);
            ref var mask = ref Unsafe.Add(ref masks, 2 * length);
            var low = Unsafe.ReadUnaligned<ulong>(ref at) & mask;
            var high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 8)) & Unsafe.Add(ref mask, 1);
            ref var slot = ref Unsafe.Add(ref slots, (int)(hashing.Of(low, high, length) >> shift));
            if (!slot.Holds(low, high, length)) break;
            indices[i] = slot.Index;
            start = end;
        }

        return i;
    }

    /// <summary>Goes on from string i as long as strings are long and in the first slot of their hash; returns where that ended.</summary>
    private int IndexLong(ref byte data, ReadOnlySpan<int> offsets, int i, Span<int> indices)
    {
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var hashing = hash;
        var shift = 64 - _slotBits;
        for (; i < indices.Length; i++)
        {
            var start = offsets[i];
            var length = offsets[i + 1] - start;
            if (length <= HeldLength) break;
            var (low, high) = hashing.Long(ref Unsafe.Add(ref data, start), length);
            ref var slot = ref Unsafe.Add(ref slots, (int)(hashing.Of(low, high, length) >> shift));
            if (!slot.Holds(low, high, length) || !Same(ref data, slot.Start, start, length)) break;
            indices[i] = slot.Index;
        }

        return i;
    }

    private int FindOrAdd(ref byte data, int start, int length, int row)
    {
        ref var at = ref Unsafe.Add(ref data, start);
        ulong low, high;
        if (length <= HeldLength)
        {
            low = Unsafe.ReadUnaligned<ulong>(ref at) & Masks[2 * length];
            high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 8)) & Masks[(2 * length) + 1];
        }
        else
        {
            (low, high) = hash.Long(ref at, length);
        }

        var mask = (1 << _slotBits) - 1;
        var place = (int)(hash.Of(low, high, length) >> (64 - _slotBits));
        for (; !_slots[place].IsFree; place = (place + 1) & mask)
        {
            ref var slot = ref _slots[place];
            if (slot.Holds(low, high, length) && (length <= HeldLength || Same(ref data, slot.Start, start, length))) return slot.Index;
        }

        return Add(place, low, high, length, row, start);
    }

    private int Add(int place, ulong low, ulong high, int length, int row, int start)
    {
        if (Count == _firstRows.Length) Array.Resize(ref _firstRows, Count * 2);
        _firstRows[Count] = row;
        ByteCount += length;
        var index = Count++;
        _slots[place] = new Slot(low, high, length, index, start);
        if (Count * 2 >= 1 << _slotBits) Grow();
        return index;
    }

    private void Grow()
    {
        var old = _slots.AsSpan(0, 1 << _slotBits);
        _slotBits += _slotBits < DictionaryLimits.LargeSlotBits ? 2 : 1;
        var count = 1 << _slotBits;
        if (_spare.Length < count) _spare = new Slot[count];
        else _spare.AsSpan(0, count).Clear();
        (_slots, _spare) = (_spare, _slots);
        foreach (ref readonly var slot in old)
        {
            if (slot.IsFree) continue;
            var place = (int)(hash.Of(slot.Low, slot.High, slot.Length) >> (64 - _slotBits));
            while (!_slots[place].IsFree) place = (place + 1) & (count - 1);
            _slots[place] = slot;
        }
    }

    private static bool Same(ref byte data, int one, int other, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref data, one), length)
            .SequenceEqual(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref data, other), length));

    private readonly struct Slot(ulong low, ulong high, int length, int index, int start)
    {
        /// <summary>0 for a free slot, so that a cleared one equals no string, not even the empty one.</summary>
        private readonly int _lengthAndOne = length + 1;

        /// <summary>Bytes 0..7 of the string, or the hash of a long one.</summary>
        public readonly ulong Low = low;

        /// <summary>Bytes 8..15, or the hash's other half.</summary>
        public readonly ulong High = high;

        public readonly int Index = index;

        /// <summary>Where the string was first met.</summary>
        public readonly int Start = start;

        public bool IsFree => _lengthAndOne == 0;

        public int Length => _lengthAndOne - 1;

        /// <summary>One branch for three comparisons.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Holds(ulong low, ulong high, int length) => ((Low ^ low) | (High ^ high) | (uint)(_lengthAndOne ^ (length + 1))) == 0;
    }
}
