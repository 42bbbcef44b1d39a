using System.Runtime.CompilerServices;

namespace Platform.Columns.Batches;

/// <summary>
/// Values of one width. T is byte for <c>Storage.Boolean</c>, int, long, Int128, float, double for the storage of that name, and UInt128
/// (most significant byte first on the wire and in files) for <c>Storage.Uuid</c>.
/// </summary>
public sealed class FixedColumn<T>(Field field) : Column(field)
    where T : unmanaged
{
    private T[] _values = new T[1024];

    /// <summary>Slots [0..Count); a null's slot is zero.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    public override long ByteCount => (long)Count * Unsafe.SizeOf<T>();

    public void Append(T value)
    {
        var index = Count;
        if (index >= _values.Length) Array.Resize(ref _values, _values.Length * 2);
        _values[index] = value;
        Validity.Append(true);
    }

    public override void AppendNull()
    {
        var index = Count;
        if (index >= _values.Length) Array.Resize(ref _values, _values.Length * 2);
        _values[index] = default;
        Validity.Append(false);
    }

    /// <summary>
    /// Room for <paramref name="count"/> more slots, to be filled by the caller, who then appends as many bits to <see cref="Column.Validity"/>.
    /// The span holds leftovers of earlier batches: a null's slot must be set to zero.
    /// </summary>
    public Span<T> Reserve(int count)
    {
        var end = Count + count;
        if (end > _values.Length) Array.Resize(ref _values, Math.Max(end, _values.Length * 2));
        return _values.AsSpan(Count, count);
    }

    public override void Clear() => Validity.Clear();
}
