using System.Numerics;
using Platform.Difference.Records;
using Platform.Difference.Spilling;

namespace Platform.Difference.Comparing;

/// <summary>Finds records in memory by their key: an open table of places, twice as large as what it holds.</summary>
internal sealed class RowIndex
{
    /// <summary>Bytes of a place, for each record and the room around it: the table's size is the next power of two.</summary>
    public const int BytesPerRecord = 4 * sizeof(long);

    private const int OffsetBits = 32;
    private const int BlockBits = 30;

    private long[] _slots = [];
    private int _mask;
    private int _shift;
    private RecordStore _from = null!;
    private RecordStore _to = null!;

    /// <summary>Begins anew, for the records of two stores that are in memory.</summary>
    public void Begin(RecordStore from, RecordStore to)
    {
        (_from, _to) = (from, to);
        var size = (int)Math.Max(16, BitOperations.RoundUpToPowerOf2((ulong)checked(2 * (from.Records + to.Records))));
        if (_slots.Length < size) _slots = new long[size];
        else _slots.AsSpan(0, size).Clear();
        _mask = size - 1;
        _shift = 64 - BitOperations.Log2((uint)size);
    }

    /// <summary>The slot of a record's key: one that is empty where there is none of it.</summary>
    public int Find(Record record)
    {
        // Fibonacci hashing: the bits that chose the partition are the same for all.
        for (var slot = (int)(record.Header.Hash * 0x9E3779B97F4A7C15 >> _shift); ; slot = (slot + 1) & _mask)
        {
            if (_slots[slot] == 0 || At(slot).HasKeyOf(record)) return slot;
        }
    }

    public bool IsEmpty(int slot) => _slots[slot] == 0;

    public Side SideOf(int slot) => (Side)((_slots[slot] - 1) >> (OffsetBits + BlockBits));

    public Record At(int slot)
    {
        var place = _slots[slot] - 1;
        var block = (int)(place >> OffsetBits) & ((1 << BlockBits) - 1);
        return new Record((SideOf(slot) == Side.From ? _from : _to).Held(block)[(int)(uint)place..]);
    }

    /// <summary>Fills a slot; a record that is there is replaced.</summary>
    public void Set(int slot, Side side, int block, int offset) => _slots[slot] = (((long)side << (OffsetBits + BlockBits)) | ((long)block << OffsetBits) | (uint)offset) + 1;
}
