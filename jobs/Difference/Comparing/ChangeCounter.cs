using Platform.Columns.Batches;
using Platform.Difference.Records;
using Platform.Formats.Avro.Rows;

namespace Platform.Difference.Comparing;

/// <summary>Counts changes, and for updates in which columns they are; hands them on.</summary>
internal sealed class ChangeCounter : IChanges
{
    private readonly IChanges? _next;
    private readonly RowDecoder _decoder;
    private readonly Column[] _columns;
    private readonly int[] _was;
    private readonly int[] _is;
    private readonly long[] _updates;

    public ChangeCounter(ComparedColumns columns, IChanges? next)
    {
        _next = next;
        _decoder = new RowDecoder([.. columns.Compared.Select(f => f.Type)]);
        _columns = [.. columns.Compared.Select(ColumnBatch.Create)];
        (_was, _is, _updates) = (new int[_columns.Length], new int[_columns.Length], new long[_columns.Length]);
    }

    public long Inserted { get; private set; }

    public long Updated { get; private set; }

    public long Deleted { get; private set; }

    /// <summary>Updated rows in which the column differs, in the order of <see cref="ComparedColumns.Compared"/>.</summary>
    public IReadOnlyList<long> Updates => _updates;

    public void Insert(Record to)
    {
        Inserted++;
        _next?.Insert(to);
    }

    public void Update(Record from, Record to)
    {
        Updated++;
        Decode(from.Compared, _was);
        Decode(to.Compared, _is);
        var (was, now) = (0, 0);
        for (var i = 0; i < _updates.Length; i++)
        {
            if (!from.Compared[was.._was[i]].SequenceEqual(to.Compared[now.._is[i]])) _updates[i]++;
            (was, now) = (_was[i], _is[i]);
        }

        _next?.Update(from, to);
    }

    public void Delete(Record from)
    {
        Deleted++;
        _next?.Delete(from);
    }

    /// <summary>Where each column's value ends: only decoding tells. The values are forgotten at once.</summary>
    private void Decode(ReadOnlySpan<byte> values, int[] ends)
    {
        _decoder.Read(values, _columns, ends);
        foreach (var column in _columns) column.Clear();
    }
}
