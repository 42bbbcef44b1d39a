namespace Platform.Columns.Batches;

/// <summary>
/// Maps of text to text: Count + 1 offsets into <see cref="Keys"/> and <see cref="Values"/>, which have a slot each per entry. Keys are never null;
/// values may be. A null map and an empty map both span nothing; validity tells them apart.
/// </summary>
/// <remarks>A map has no dictionary form of its own; its keys and values may have one.</remarks>
public sealed class MapColumn(Field field, BytesColumn keys, BytesColumn values) : Column(field)
{
    private int[] _offsets = new int[1025];

    public BytesColumn Keys { get; } = keys;

    public BytesColumn Values { get; } = values;

    /// <summary>Count + 1 offsets into the slots of <see cref="Keys"/> and <see cref="Values"/>.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Count + 1);

    protected override long ValueBytes => Keys.ByteCount + Values.ByteCount + (4L * Count);

    /// <summary>Ends a present map: its entries are those appended to <see cref="Keys"/> and <see cref="Values"/> since the last map ended.</summary>
    public void EndMap() => End(true);

    /// <summary>As <see cref="ListColumn.ReserveOffsets"/>, for entries.</summary>
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
        Keys.Clear();
        Values.Clear();
    }

    protected override void Scatter(DictionaryForm form) =>
        throw new InvalidOperationException($"Column {Field.Name}: a map has no dictionary form, only its keys and values have one.");

    private void End(bool present)
    {
        var index = Count;
        if (index + 1 >= _offsets.Length) Array.Resize(ref _offsets, _offsets.Length * 2);
        _offsets[index + 1] = Keys.Count;
        Validity.Append(present);
    }
}
