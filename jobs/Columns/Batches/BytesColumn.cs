namespace Platform.Columns.Batches;

/// <summary>Variable-length values (UTF-8 text or bytes): one data buffer and Count + 1 offsets. A null's span is empty.</summary>
public sealed class BytesColumn(Field field) : Column(field)
{
    /// <summary>Bytes that may be read past the last value, so that kernels load whole words without looking at lengths.</summary>
    internal const int Padding = 16;

    private byte[] _data = [];
    private int[] _offsets = new int[1];

    /// <summary>All bytes of slots [0..Count), back to back.</summary>
    public ReadOnlySpan<byte> Data
    {
        get
        {
            RequireValues();
            return _data.AsSpan(0, _offsets[Count]);
        }
    }

    /// <summary><see cref="Data"/> and <see cref="Padding"/> bytes of anything behind it.</summary>
    internal ReadOnlySpan<byte> PaddedData
    {
        get
        {
            RequireValues();
            var end = _offsets[Count] + Padding;
            if (end > _data.Length) GrowData(end);
            return _data.AsSpan(0, end);
        }
    }

    /// <summary>Count + 1 offsets into <see cref="Data"/>; the first is 0; value i is [Offsets[i]..Offsets[i + 1]).</summary>
    public ReadOnlySpan<int> Offsets
    {
        get
        {
            RequireValues();
            return _offsets.AsSpan(0, Count + 1);
        }
    }

    protected override long ValueBytes => _offsets[Count] + (4L * Count);

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            RequireValues();
            return _data.AsSpan(_offsets[index], _offsets[index + 1] - _offsets[index]);
        }
    }

    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Room for one value of up to <paramref name="length"/> bytes; <see cref="Commit"/> takes what was used of it.</summary>
    public Span<byte> Reserve(int length)
    {
        var start = _offsets[Count];
        if (length > _data.Length - Padding - start) GrowData(checked(start + length + Padding));
        return _data.AsSpan(start, length);
    }

    /// <summary>Appends a present value of <paramref name="length"/> bytes that were written into the span of <see cref="Reserve"/>.</summary>
    public void Commit(int length)
    {
        var offsets = _offsets;
        var index = Count;
        if ((uint)index + 1 >= (uint)offsets.Length) offsets = GrowOffsets(index + 2);
        offsets[index + 1] = offsets[index] + length;
        Validity.Append(true);
    }

    /// <summary>
    /// Room for the end offsets of <paramref name="count"/> more values: the span's first element is where the first of them starts, and the
    /// caller writes the end of value i at i + 1 (a null ends where it starts), then their bytes into <see cref="ReserveData"/>, and last
    /// appends as many bits to <see cref="Column.Validity"/>.
    /// </summary>
    public Span<int> ReserveOffsets(int count)
    {
        var needed = checked(Count + count + 1);
        if (needed > _offsets.Length) GrowOffsets(needed);
        return _offsets.AsSpan(Count, count + 1);
    }

    public override void Expect(int rows) => ReserveOffsets(rows);

    /// <summary>The whole data buffer, at least <paramref name="end"/> + <paramref name="spare"/> bytes long: copies may write past a value by that much.</summary>
    public Span<byte> ReserveData(int end, int spare)
    {
        var needed = checked(end + Math.Max(spare, Padding));
        if (needed > _data.Length) GrowData(needed);
        return _data;
    }

    public override void AppendNull()
    {
        var index = Count;
        if (index + 1 >= _offsets.Length) GrowOffsets(index + 2);
        _offsets[index + 1] = _offsets[index];
        Validity.AppendNulls(1);
    }

    protected override void Scatter(DictionaryForm form)
    {
        var count = Count;
        if (count + 1 > _offsets.Length) GrowOffsets(count + 1);
        var distinct = (BytesColumn)form.Distinct;
        var next = 0;
        var end = 0;
        for (var i = 0; i < count; i++)
        {
            if (Validity[i])
            {
                var value = distinct[form.Indices[next++]];
                if (value.Length > _data.Length - Padding - end) GrowData(checked(end + value.Length + Padding));
                value.CopyTo(_data.AsSpan(end));
                end += value.Length;
            }

            _offsets[i + 1] = end;
        }
    }

    private void GrowData(int needed) =>
        Array.Resize(ref _data, (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(needed, 4096), _data.Length * 2L)));

    private int[] GrowOffsets(int needed)
    {
        Array.Resize(ref _offsets, (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(needed, 1025), _offsets.Length * 2L)));
        return _offsets;
    }
}
