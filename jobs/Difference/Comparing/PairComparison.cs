using Platform.Difference.Records;
using Platform.Difference.Spilling;

namespace Platform.Difference.Comparing;

/// <summary>Compares two partitions that are in memory, row by row: what differs in a byte is a change.</summary>
internal sealed class PairComparison(SnapshotPair snapshots, IReadOnlyList<string> key)
{
    private readonly RowIndex _index = new();

    /// <summary>Rows that both sides have and that do not differ.</summary>
    public long Unchanged { get; private set; }

    /// <exception cref="Registry.Failures.PlatformException">Data, <c>key-not-unique</c>.</exception>
    public void Run(RecordStore from, RecordStore to, IChanges changes)
    {
        _index.Begin(from, to);
        for (var block = 0; block < from.Blocks; block++)
        {
            var records = from.Held(block);
            for (var offset = 0; offset < records.Length; offset += new Record(records[offset..]).Header.Stride) Was(block, offset, new Record(records[offset..]));
        }

        for (var block = 0; block < to.Blocks; block++)
        {
            var records = to.Held(block);
            for (var offset = 0; offset < records.Length; offset += new Record(records[offset..]).Header.Stride) Is(block, offset, new Record(records[offset..]), changes);
        }

        for (var block = 0; block < from.Blocks; block++)
        {
            for (var records = from.Held(block); !records.IsEmpty; records = records[new Record(records).Header.Stride..])
            {
                if (new Record(records) is { Header.Matched: 0 } gone) changes.Delete(gone);
            }
        }
    }

    /// <summary>Refuses a store that has the key of its first record again: records of one key are never parted.</summary>
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>key-not-unique</c>.</exception>
    public void RequireTwoKeys(RecordStore store, Side side)
    {
        byte[] first = [], buffer = [];
        for (var i = 0; i < store.Blocks; i++)
        {
            for (var block = store.Block(i, ref buffer); !block.IsEmpty; block = block[new Record(block).Header.Stride..])
            {
                var record = new Record(block);
                if (first.Length == 0) first = record.Whole.ToArray();
                else if (record.HasKeyOf(new Record(first))) throw NotUnique(side, new Record(first).Header.Row, record.Header.Row);
            }
        }
    }

    private void Was(int block, int offset, Record record)
    {
        var slot = _index.Find(record);
        if (!_index.IsEmpty(slot)) throw NotUnique(Side.From, _index.At(slot).Header.Row, record.Header.Row);
        _index.Set(slot, Side.From, block, offset);
    }

    private void Is(int block, int offset, Record record, IChanges changes)
    {
        var slot = _index.Find(record);
        if (_index.IsEmpty(slot))
        {
            changes.Insert(record);
        }
        else
        {
            var was = _index.At(slot);
            if (_index.SideOf(slot) == Side.To) throw NotUnique(Side.To, was.Header.Row, record.Header.Row);
            was.Header.Matched = 1;
            if (was.Compared.SequenceEqual(record.Compared)) Unchanged++;
            else changes.Update(was, record);
        }

        // In the place of the old one: whoever has the same key again finds the new one.
        _index.Set(slot, Side.To, block, offset);
    }

    private Registry.Failures.PlatformException NotUnique(Side side, long one, long other) => snapshots.Refuse("key-not-unique",
        $"the key ({string.Join(", ", key)}) is not unique: rows {Math.Min(one, other)} and {Math.Max(one, other)} of {snapshots.Name(side)} have the same, and rows are matched by it",
        "name columns with --key that identify a row; a masked column may hold the same for different values");
}
