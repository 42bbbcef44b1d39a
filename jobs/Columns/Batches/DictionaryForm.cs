namespace Platform.Columns.Batches;

/// <summary>
/// A column said with fewer words: its distinct values, and one index into them per present value. Nulls have no index: walk
/// <see cref="Column.Validity"/> to find which rows the indices belong to, as Parquet does. Buffers are kept and reused.
/// </summary>
public sealed class DictionaryForm
{
    private int[] _indices = [];

    internal DictionaryForm(Column distinct) => Distinct = distinct;

    /// <summary>
    /// The values, none of them null. <c>DictionaryBuilder</c> lists each once, in order of first appearance; a file of another writer
    /// may repeat a value, and may list values that no row has.
    /// </summary>
    public Column Distinct { get; }

    /// <summary>True where a builder made the form from the values: each is listed once and some row has it, so that their number is the number of distinct values.</summary>
    public bool IsExact { get; internal set; }

    /// <summary>Present values, that is indices.</summary>
    public int Count { get; private set; }

    /// <summary>One index in [0..Distinct.Count) per present value, in row order. The range is checked by whoever fills them.</summary>
    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, Count);

    public long ByteCount => Distinct.ByteCount + (4L * Count);

    /// <summary>Room for <paramref name="count"/> more indices; <see cref="Commit"/> takes what was used of it.</summary>
    public Span<int> Reserve(int count)
    {
        var end = checked(Count + count);
        if (end > _indices.Length) Array.Resize(ref _indices, (int)Math.Min(Array.MaxLength, Math.Max(end, _indices.Length * 2L)));
        return _indices.AsSpan(Count, count);
    }

    /// <summary>Appends the first <paramref name="count"/> indices that were written into the span of <see cref="Reserve"/>.</summary>
    public void Commit(int count)
    {
        if (count > _indices.Length - Count) throw new ArgumentOutOfRangeException(nameof(count), count, "More indices than were reserved.");
        Count += count;
    }

    internal void Clear()
    {
        Distinct.Clear();
        Count = 0;
    }
}
