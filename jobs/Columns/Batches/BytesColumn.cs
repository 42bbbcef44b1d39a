namespace Platform.Columns.Batches;

/// <summary>Variable-length values (UTF-8 text or bytes): one data buffer and Count + 1 offsets. A null's span is empty.</summary>
public sealed class BytesColumn(Field field) : Column(field)
{
    private byte[] _data = new byte[4096];
    private int[] _offsets = new int[1025];

    /// <summary>All bytes of slots [0..Count), back to back.</summary>
    public ReadOnlySpan<byte> Data => _data.AsSpan(0, _offsets[Count]);

    /// <summary>Count + 1 offsets into <see cref="Data"/>; the first is 0; value i is [Offsets[i]..Offsets[i + 1]).</summary>
    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Count + 1);

    public override long ByteCount => _offsets[Count] + 4L * Count;

    public ReadOnlySpan<byte> this[int index] => _data.AsSpan(_offsets[index], _offsets[index + 1] - _offsets[index]);

    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Room for one value of up to <paramref name="length"/> bytes; <see cref="Commit"/> takes what was used of it.</summary>
    public Span<byte> Reserve(int length)
    {
        var start = _offsets[Count];
        if (length > _data.Length - start) GrowData(checked(start + length));
        return _data.AsSpan(start, length);
    }

    /// <summary>Appends a present value of <paramref name="length"/> bytes that were written into the span of <see cref="Reserve"/>.</summary>
    public void Commit(int length)
    {
        var index = Count;
        if (index + 1 >= _offsets.Length) Array.Resize(ref _offsets, _offsets.Length * 2);
        _offsets[index + 1] = _offsets[index] + length;
        Validity.Append(true);
    }

    public override void AppendNull()
    {
        var index = Count;
        if (index + 1 >= _offsets.Length) Array.Resize(ref _offsets, _offsets.Length * 2);
        _offsets[index + 1] = _offsets[index];
        Validity.Append(false);
    }

    public override void Clear() => Validity.Clear();

    private void GrowData(int needed) =>
        Array.Resize(ref _data, (int)Math.Min(Array.MaxLength, Math.Max(needed, _data.Length * 2L)));
}
