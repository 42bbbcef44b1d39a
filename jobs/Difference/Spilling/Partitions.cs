using Platform.Difference.Records;

namespace Platform.Difference.Spilling;

/// <summary>Rows of both sides by some bits of their keys' hash: rows of one key are in the same partition.</summary>
internal sealed class Partitions : IDisposable
{
    private const int Bits = 5;

    /// <summary>How many partitions there are of each side.</summary>
    public const int Fan = 1 << Bits;

    /// <summary>Levels that a hash of 64 bits has bits for.</summary>
    private const int Levels = 64 / Bits;

    private readonly RowMemory _memory;
    private readonly int _level;
    private readonly RecordStore[] _from;
    private readonly RecordStore[] _to;

    public Partitions(RowMemory memory, int level = 0)
    {
        (_memory, _level) = (memory, level);
        _from = Stores();
        _to = Stores();

        RecordStore[] Stores() => [.. Enumerable.Range(0, Fan).Select(_ => new RecordStore(memory))];
    }

    /// <summary>No bits are left to part by.</summary>
    public bool IsLast => _level + 1 == Levels;

    public RecordStore Of(Side side, ulong hash) => (side == Side.From ? _from : _to)[(int)(hash >> (Bits * _level)) & (Fan - 1)];

    public (RecordStore From, RecordStore To) this[int index] => (_from[index], _to[index]);

    /// <summary>Writes all that is left in memory of partitions that are on disk in part, so that one at a time has the memory for itself.</summary>
    public void SpillRest()
    {
        for (var i = 0; i < Fan; i++)
        {
            if (!_from[i].IsSpilled && !_to[i].IsSpilled) continue;
            _from[i].Spill();
            _to[i].Spill();
        }
    }

    /// <summary>Parts a partition again, by the next bits; the given stores are empty afterwards.</summary>
    public Partitions Part(RecordStore from, RecordStore to)
    {
        var parts = new Partitions(_memory, _level + 1);
        parts.Move(Side.From, from);
        parts.Move(Side.To, to);
        return parts;
    }

    public void Dispose()
    {
        foreach (var store in _from) store.Dispose();
        foreach (var store in _to) store.Dispose();
    }

    private void Move(Side side, RecordStore store)
    {
        byte[] buffer = [];
        for (var i = 0; i < store.Blocks; i++)
        {
            for (var block = store.Block(i, ref buffer); !block.IsEmpty;)
            {
                var record = new Record(block);
                Of(side, record.Header.Hash).Append(record);
                block = block[record.Header.Stride..];
            }
        }

        store.Dispose();
    }
}
