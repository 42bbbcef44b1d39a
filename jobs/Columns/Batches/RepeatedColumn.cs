namespace Platform.Columns.Batches;

/// <summary>
/// Rows of any number of entries each: Count + 1 offsets into the slots of the columns that hold the entries. A null row and an empty one both span
/// nothing; validity tells them apart.
/// </summary>
/// <remarks>It has no dictionary form of its own; the columns of its entries may have one.</remarks>
public abstract class RepeatedColumn(Field field) : Column(field)
{
    private int[] _offsets = new int[1025];

    /// <summary>Count + 1 offsets into the slots of the entries.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Count + 1);

    /// <summary>Bytes of all entries.</summary>
    protected abstract long EntryBytes { get; }

    /// <summary>Entries appended so far.</summary>
    protected abstract int EntryCount { get; }

    protected sealed override long ValueBytes => EntryBytes + (4L * Count);

    /// <summary>
    /// Room for the ends of <paramref name="count"/> more rows: the span's first element is where the first of them starts, and the caller
    /// writes the end of row i at i + 1 (a null ends where it starts), appends that many entries and as many bits as there are rows to
    /// <see cref="Column.Validity"/>.
    /// </summary>
    public Span<int> ReserveOffsets(int count)
    {
        var needed = checked(Count + count + 1);
        if (needed > _offsets.Length) Array.Resize(ref _offsets, Math.Max(needed, _offsets.Length * 2));
        return _offsets.AsSpan(Count, count + 1);
    }

    public sealed override void AppendNull() => End(false);

    /// <summary>Ends a row: its entries are those appended since the last one ended.</summary>
    protected void End(bool present)
    {
        var index = Count;
        if (index + 1 >= _offsets.Length) Array.Resize(ref _offsets, _offsets.Length * 2);
        _offsets[index + 1] = EntryCount;
        Validity.Append(present);
    }

    protected sealed override void Scatter(DictionaryForm form) =>
        throw new InvalidOperationException($"Column {Field.Name}: a list or map has no dictionary form, only its entries have one.");
}
