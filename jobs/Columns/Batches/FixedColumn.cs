using System.Runtime.CompilerServices;

namespace Platform.Columns.Batches;

/// <summary>
/// Values of one width. T is byte for <c>Storage.Boolean</c>, int, long, Int128, float, double for the storage of that name, and UInt128
/// (most significant byte first on the wire and in files) for <c>Storage.Uuid</c>.
/// </summary>
public sealed class FixedColumn<T>(Field field) : Column(field)
    where T : unmanaged
{
    private T[] _values = [];

    /// <summary>Slots [0..Count); a null's slot is zero.</summary>
    public ReadOnlySpan<T> Values
    {
        get
        {
            RequireValues();
            return _values.AsSpan(0, Count);
        }
    }

    protected override long ValueBytes => (long)Count * Unsafe.SizeOf<T>();

    public void Append(T value)
    {
        var values = _values;
        var index = Count;
        if ((uint)index >= (uint)values.Length) values = Grow(index + 1);
        values[index] = value;
        Validity.Append(true);
    }

    public override void AppendNull()
    {
        var index = Count;
        if (index >= _values.Length) Grow(index + 1);
        _values[index] = default;
        Validity.AppendNulls(1);
    }

    /// <summary>
    /// Room for <paramref name="count"/> more slots, to be filled by the caller, who then appends as many bits to <see cref="Column.Validity"/>.
    /// The span holds leftovers of earlier batches: a null's slot must be set to zero.
    /// </summary>
    public Span<T> Reserve(int count)
    {
        var end = checked(Count + count);
        if (end > _values.Length) Grow(end);
        return _values.AsSpan(Count, count);
    }

    public override void Expect(int rows) => Reserve(rows);

    protected override void Scatter(DictionaryForm form)
    {
        var count = Count;
        if (count > _values.Length) Grow(count);
        var distinct = ((FixedColumn<T>)form.Distinct).Values;
        var values = _values.AsSpan(0, count);
        var next = 0;
        for (var i = 0; i < values.Length; i++) values[i] = Validity[i] ? distinct[form.Indices[next++]] : default;
    }

    private T[] Grow(int needed)
    {
        Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(needed, 1024), _values.Length * 2L)));
        return _values;
    }
}
