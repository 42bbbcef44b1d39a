using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Columns.Dictionaries;

/// <summary>Indices of values of 4, 8 or 16 bytes (uint, ulong, UInt128), by open addressing with linear steps. Equal means equal bits.</summary>
internal sealed class FixedTable<T>(DictionaryHash hash)
    where T : unmanaged, IEquatable<T>
{
    private const int LeastSlotBits = 10;
    private const int LeastSlots = 1 << LeastSlotBits;

    private Slot[] _slots = new Slot[LeastSlots];
    private int _slotBits = LeastSlotBits;
    private T[] _distinct = new T[LeastSlots / 2];

    public int Count { get; private set; }

    /// <summary>The values met since <see cref="Clear"/>, in order of first appearance.</summary>
    public ReadOnlySpan<T> Distinct => _distinct.AsSpan(0, Count);

    public void Clear()
    {
        _slotBits = LeastSlotBits;
        _slots.AsSpan(0, LeastSlots).Clear();
        Count = 0;
    }

    /// <summary>Writes each value's index into the distinct values, adding those not met before.</summary>
    public void Index(ReadOnlySpan<T> values, Span<int> indices)
    {
        indices = indices[..values.Length];
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var mask = (1 << _slotBits) - 1;
        var hashing = hash;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var at = (int)(hashing.Of(value) >> (64 - _slotBits));
            while (true)
            {
                ref var slot = ref Unsafe.Add(ref slots, at);
                if (slot.Value.Equals(value) && slot.Number != 0)
                {
                    indices[i] = slot.Number - 1;
                    break;
                }

                if (slot.Number == 0)
                {
                    indices[i] = Count;
                    slot = new Slot(value, Add(value));
                    if (Count * 2 > mask)
                    {
                        Grow();
                        slots = ref MemoryMarshal.GetArrayDataReference(_slots);
                        mask = (1 << _slotBits) - 1;
                    }

                    break;
                }

                at = (at + 1) & mask;
            }
        }
    }

    private int Add(T value)
    {
        if (Count == _distinct.Length) Array.Resize(ref _distinct, Count * 2);
        _distinct[Count] = value;
        return ++Count;
    }

    private void Grow()
    {
        _slotBits += _slotBits < DictionaryLimits.LargeSlotBits ? 2 : 1;
        var count = 1 << _slotBits;
        if (_slots.Length < count) _slots = new Slot[count];
        else _slots.AsSpan(0, count).Clear();
        var mask = count - 1;
        for (var i = 0; i < Count; i++)
        {
            var at = (int)(hash.Of(_distinct[i]) >> (64 - _slotBits));
            while (_slots[at].Number != 0) at = (at + 1) & mask;
            _slots[at] = new Slot(_distinct[i], i + 1);
        }
    }

    /// <param name="Value">A distinct value.</param>
    /// <param name="Number">Its index + 1; 0 for a free slot.</param>
    private readonly record struct Slot(T Value, int Number);
}
