using Platform.Columns.Batches;
using Platform.Columns.Hashing;
using Platform.Difference.Comparing;
using Platform.Difference.Spilling;
using Platform.Formats.Avro.Rows;

namespace Platform.Difference.Records;

/// <summary>Makes records of one side's batches.</summary>
internal sealed class RecordEncoder
{
    /// <summary>Rows that are encoded column by column before they are kept one by one: they stay in the processor's caches between.</summary>
    private const int StepRows = 512;

    /// <summary>Bytes of such rows at most, unless a single one is longer.</summary>
    private const int StepBytes = 4 << 20;

    private readonly ComparedColumns _columns;
    private readonly Side _side;
    private readonly ulong _seed;
    private readonly string[] _names;
    private readonly Column[] _row;
    private readonly RowEncoder _key;
    private readonly RowEncoder _compared;
    private readonly RowEncoder _added;
    private readonly int[] _keyLengths = new int[StepRows];
    private readonly int[] _comparedLengths = new int[StepRows];
    private readonly int[] _lengths = new int[StepRows];
    private readonly int[] _cursors = new int[StepRows];
    private byte[] _values = [];

    /// <param name="columns">What is kept.</param>
    /// <param name="side">Whose batches these are.</param>
    /// <param name="fields">Of the batches.</param>
    /// <param name="seed">Of the keys' hashes; both sides' are the same.</param>
    public RecordEncoder(ComparedColumns columns, Side side, IReadOnlyList<Field> fields, ulong seed)
    {
        (_columns, _side, _seed) = (columns, side, seed);
        _names = [.. columns.Kept(side).Select(f => f.Name)];
        _row = new Column[_names.Length];
        // As this side has them: the wider type of both writes the same bytes.
        var types = fields.ToDictionary(f => f.Name, f => f.Type, StringComparer.Ordinal);
        _key = new RowEncoder(columns.Key.Select(f => types[f.Name]));
        _compared = new RowEncoder(columns.Compared.Select(f => types[f.Name]));
        _added = new RowEncoder(side == Side.To ? columns.Added.Select(f => types[f.Name]) : []);
    }

    /// <param name="batch">Of the side's fields.</param>
    /// <param name="firstRow">1-based number of its first row in the snapshot.</param>
    /// <param name="into">Where the records go.</param>
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>key-null</c>.</exception>
    public void Encode(ColumnBatch batch, long firstRow, Partitions into)
    {
        for (var i = 0; i < _names.Length; i++) _row[i] = batch.Columns.First(c => c.Field.Name == _names[i]);
        RequireKey(batch.RowCount, firstRow);
        for (var from = 0; from < batch.RowCount; from += StepRows) Step(from, Math.Min(from + StepRows, batch.RowCount), firstRow + from, into);
    }

    private ReadOnlySpan<Column> KeyColumns => _row.AsSpan(0, _columns.Key.Count);

    private ReadOnlySpan<Column> ComparedOnes => _row.AsSpan(_columns.Key.Count, _columns.Compared.Count);

    private ReadOnlySpan<Column> AddedColumns => _row.AsSpan(_columns.Key.Count + _columns.Compared.Count);

    private void Step(int from, int to, long firstRow, Partitions into)
    {
        var rows = to - from;
        Measure(from, to);
        for (var done = 0; done < rows;)
        {
            long bytes = _lengths[done];
            var end = done + 1;
            while (end < rows && bytes + _lengths[end] <= StepBytes) bytes += _lengths[end++];
            Write(from, done, end, checked((int)bytes));
            Keep(done, end, firstRow, into);
            done = end;
        }
    }

    /// <summary>Keeps rows [done..end) of the step, whose values are written.</summary>
    private void Keep(int done, int end, long firstRow, Partitions into)
    {
        var start = 0;
        for (var i = done; i < end; i++)
        {
            var values = _values.AsSpan(start, _lengths[i]);
            var header = new RecordHeader { Row = firstRow + i, Length = _lengths[i], KeyLength = _keyLengths[i], ComparedLength = _comparedLengths[i] - _keyLengths[i] };
            header.Hash = Lookup3.Bytes(values[..header.KeyLength], _seed);
            into.Of(_side, header.Hash).Append(header, values);
            start += _lengths[i];
        }
    }

    /// <summary>Bytes of each row: of its key, of key and compared columns, of all.</summary>
    private void Measure(int from, int to)
    {
        var rows = to - from;
        _keyLengths.AsSpan(0, rows).Clear();
        _key.Measure(KeyColumns, from, to, _keyLengths.AsSpan(0, rows));
        _keyLengths.AsSpan(0, rows).CopyTo(_comparedLengths);
        _compared.Measure(ComparedOnes, from, to, _comparedLengths.AsSpan(0, rows));
        _comparedLengths.AsSpan(0, rows).CopyTo(_lengths);
        _added.Measure(AddedColumns, from, to, _lengths.AsSpan(0, rows));
    }

    /// <summary>Encodes rows [done..end) of the step that begins at row <paramref name="from"/> of the batch.</summary>
    private void Write(int from, int done, int end, int bytes)
    {
        var needed = checked(bytes + RowEncoder.Room);
        // What one giant row needed is not kept.
        if (_values.Length < needed || (_values.Length > 2 * StepBytes && needed <= StepBytes)) _values = GC.AllocateUninitializedArray<byte>(Math.Max(needed, StepBytes + RowEncoder.Room));
        var cursors = _cursors.AsSpan(0, end - done);
        var place = 0;
        for (var i = 0; i < cursors.Length; i++) (cursors[i], place) = (place, place + _lengths[done + i]);
        _key.Write(KeyColumns, from + done, from + end, cursors, _values);
        _compared.Write(ComparedOnes, from + done, from + end, cursors, _values);
        _added.Write(AddedColumns, from + done, from + end, cursors, _values);
    }

    private void RequireKey(int rows, long firstRow)
    {
        foreach (var column in KeyColumns)
        {
            if (column.NullCount == 0) continue;
            var row = 0;
            while (row < rows && column.Validity[row]) row++;
            throw _columns.Snapshots.Refuse("key-null", $"{column.Field.Name} of the key is null in row {firstRow + row} of {_columns.Snapshots.Name(_side)}, and rows are matched by it",
                "name columns with --key that are never null and identify a row", column.Field.Name);
        }
    }
}
