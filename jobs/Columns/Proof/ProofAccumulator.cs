using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Columns.Proof;

/// <summary>
/// Computes docs/proof.md over batches of one set of fields. One per stream or part; their results combine. Allocates nothing per batch once
/// its buffers have grown. Not safe for two threads at once.
/// </summary>
public sealed class ProofAccumulator
{
    /// <summary>Rows hashed column by column before the next: two words a row, 16 KiB, stay in the first-level cache. A multiple of 64.</summary>
    private const int TileRows = 1024;

    private readonly ColumnSum[] _columns;
    private readonly ulong[] _hashes = new ulong[TileRows];
    private readonly ulong[] _rows = new ulong[TileRows];
    private readonly ulong _seed;
    private long _rowCount;
    private ulong _rowSum;

    public ProofAccumulator(IReadOnlyList<Field> fields, ProofSeed seed)
    {
        _seed = (ulong)seed.Value;
        _columns = [.. fields.Select((field, index) => new ColumnSum(field, index, seed))];
    }

    /// <summary>The proof of everything added so far.</summary>
    public TableProof Proof => new(TableProof.CurrentVersion, _rowCount, (long)_rowSum, [.. _columns.Select(c => c.Proof)]);

    /// <summary>Adds all rows of a batch, whose columns may be materialised or held by their dictionaries.</summary>
    /// <exception cref="ArgumentException">The batch has other columns, or a column with more or fewer slots than the batch has rows.</exception>
    public void Add(ColumnBatch batch)
    {
        if (batch.Columns.Count != _columns.Length)
        {
            throw new ArgumentException($"The batch has {batch.Columns.Count} columns, the proof {_columns.Length}.", nameof(batch));
        }

        var rowCount = batch.RowCount;
        for (var c = 0; c < _columns.Length; c++)
        {
            var column = batch.Columns[c];
            if (column.Count == rowCount) continue;
            throw new ArgumentException($"Column {column.Field.Name} has {column.Count} slots in a batch of {rowCount} rows.", nameof(batch));
        }

        for (var c = 0; c < _columns.Length; c++) _columns[c].Start(batch.Columns[c]);

        for (var from = 0; from < rowCount; from += TileRows)
        {
            var rows = _rows.AsSpan(0, Math.Min(TileRows, rowCount - from));
            rows.Clear();
            foreach (var column in _columns) column.Add(from, _hashes, rows);
            Hash8.Hash(rows, _seed, _hashes);
            _rowSum += HashFold.Sum(_hashes.AsSpan(0, rows.Length));
        }

        _rowCount += rowCount;
    }
}
