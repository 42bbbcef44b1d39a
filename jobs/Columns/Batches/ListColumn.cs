namespace Platform.Columns.Batches;

/// <summary>Lists of one element type: Count + 1 offsets into <see cref="Elements"/>. A null list and an empty list both span nothing; validity tells them apart.</summary>
/// <remarks>A list has no dictionary form of its own; its elements may have one.</remarks>
public sealed class ListColumn(Field field, Column elements) : Column(field)
{
    private int[] _offsets = new int[1025];

    public Column Elements { get; } = elements;

    /// <summary>Count + 1 offsets into the slots of <see cref="Elements"/>.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Count + 1);

    protected override long ValueBytes => Elements.ByteCount + (4L * Count);

    /// <summary>Ends a present list: its elements are those appended to <see cref="Elements"/> since the last list ended.</summary>
    public void EndList() => End(true);

    /// <summary>
    /// Room for the ends of <paramref name="count"/> more lists: the span's first element is where the first of them starts, and the caller
    /// writes the end of list i at i + 1 (a null ends where it starts), appends that many elements to <see cref="Elements"/> and as many bits
    /// as there are lists to <see cref="Column.Validity"/>.
    /// </summary>
    public Span<int> ReserveOffsets(int count)
    {
        var needed = checked(Count + count + 1);
        if (needed > _offsets.Length) Array.Resize(ref _offsets, Math.Max(needed, _offsets.Length * 2));
        return _offsets.AsSpan(Count, count + 1);
    }

    public override void AppendNull() => End(false);

    public override void Clear()
    {
        base.Clear();
        Elements.Clear();
    }

    protected override void Scatter(DictionaryForm form) =>
        throw new InvalidOperationException($"Column {Field.Name}: a list has no dictionary form, only its elements have one.");

    private void End(bool present)
    {
        var index = Count;
        if (index + 1 >= _offsets.Length) Array.Resize(ref _offsets, _offsets.Length * 2);
        _offsets[index + 1] = Elements.Count;
        Validity.Append(present);
    }
}
