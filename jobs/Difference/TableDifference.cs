using System.Buffers.Binary;
using System.Security.Cryptography;
using Platform.Columns.Batches;
using Platform.Difference.Comparing;
using Platform.Difference.Feed;
using Platform.Difference.Records;
using Platform.Difference.Spilling;

namespace Platform.Difference;

/// <summary>
/// What differs between two snapshots of a table, row by row, matched on the key, in bounded memory (a grace hash join). All rows of both sides go into
/// partitions by a hash of their key; where these outgrow the memory they go to disk; then the two sides of one partition after another are held against each
/// other in memory, and a partition that is too large for it is parted again. Rows are equal where their bytes are; nothing rests on a hash.
/// </summary>
public sealed class TableDifference : IDisposable
{
    /// <summary>Of the memory: the rest is for the index of a partition that is in memory beside all others.</summary>
    private const double RowsShare = 0.9;

    private readonly ComparedColumns _columns;
    private readonly RowMemory _memory;
    private readonly Partitions _partitions;
    private readonly PairComparison _pairs;
    private readonly ulong _seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly RecordEncoder?[] _encoders = new RecordEncoder?[2];

    /// <param name="columns">What is held against what.</param>
    /// <param name="memoryBytes">Bytes of memory for rows and their index; a pair of larger rows is held all the same.</param>
    /// <param name="temporaryDirectory">For what does not fit in; null = the system's.</param>
    public TableDifference(ComparedColumns columns, long memoryBytes, string? temporaryDirectory = null)
    {
        _columns = columns;
        _memory = new RowMemory((long)(memoryBytes * RowsShare), temporaryDirectory ?? Path.GetTempPath());
        _partitions = new Partitions(_memory);
        _pairs = new PairComparison(columns.Snapshots, [.. columns.Key.Select(f => f.Name)]);
    }

    /// <summary>Bytes of rows that were written to disk; rows of a partition that was parted again count twice.</summary>
    public long SpilledBytes => _memory.Spilled;

    /// <summary>Most bytes of memory that rows were held in at once.</summary>
    public long PeakBytes => _memory.Peak;

    /// <summary>Takes rows of one side in. All batches of a side have the same fields.</summary>
    /// <param name="side">Whose rows.</param>
    /// <param name="batch">May be reused afterwards.</param>
    /// <param name="firstRow">1-based number of its first row in the snapshot, for messages.</param>
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>key-null</c>; the temporary directory cannot be written.</exception>
    public void Add(Side side, ColumnBatch batch, long firstRow) =>
        (_encoders[(int)side] ??= new RecordEncoder(_columns, side, batch.Fields, _seed)).Encode(batch, firstRow, _partitions);

    /// <summary>Compares what was taken in. Called once.</summary>
    /// <param name="feed">Receives every change; null where only the counts are wanted.</param>
    /// <param name="cancellation">Between partitions.</param>
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>key-not-unique</c>.</exception>
    public ChangeCounts Compare(ChangeFeed? feed, CancellationToken cancellation)
    {
        var counter = new ChangeCounter(_columns, feed);
        Compare(_partitions, counter, cancellation);
        return new ChangeCounts(counter.Inserted, counter.Updated, counter.Deleted, _pairs.Unchanged,
            [.. _columns.Compared.Zip(counter.Updates, (field, rows) => new ColumnChanges(field.Name, rows)).Where(c => c.Updated > 0)]);
    }

    public void Dispose() => _partitions.Dispose();

    private void Compare(Partitions partitions, IChanges changes, CancellationToken cancellation)
    {
        using (partitions)
        {
            // What is in memory first: it makes room for what is not.
            for (var i = 0; i < Partitions.Fan; i++)
            {
                var (from, to) = partitions[i];
                if (!from.IsSpilled && !to.IsSpilled) ComparePair(from, to, changes, cancellation);
            }

            partitions.SpillRest();
            for (var i = 0; i < Partitions.Fan; i++)
            {
                var (from, to) = partitions[i];
                if (from.Records + to.Records == 0) continue;
                if (Fits(from, to) || partitions.IsLast) ComparePair(from, to, changes, cancellation);
                else Compare(Part(partitions, from, to), changes, cancellation);
            }
        }
    }

    /// <summary>Whether two partitions and their index can be held in memory; two rows always are.</summary>
    private bool Fits(RecordStore from, RecordStore to) =>
        from.Bytes + to.Bytes + (RowIndex.BytesPerRecord * (from.Records + to.Records)) <= _memory.Limit || (from.Records <= 1 && to.Records <= 1);

    private Partitions Part(Partitions partitions, RecordStore from, RecordStore to)
    {
        var (was, now) = (from.Records, to.Records);
        var parts = partitions.Part(from, to);
        for (var i = 0; i < Partitions.Fan; i++)
        {
            // All in one part: their hashes differ in later bits only, or their key is the same.
            if (was > 1 && parts[i].From.Records == was) _pairs.RequireTwoKeys(parts[i].From, Side.From);
            if (now > 1 && parts[i].To.Records == now) _pairs.RequireTwoKeys(parts[i].To, Side.To);
        }

        return parts;
    }

    private void ComparePair(RecordStore from, RecordStore to, IChanges changes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using (from)
        using (to)
        {
            from.Load();
            to.Load();
            _pairs.Run(from, to, changes);
        }
    }
}
