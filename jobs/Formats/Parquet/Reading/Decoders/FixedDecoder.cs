using Platform.Columns.Batches;
using Platform.Formats.Parquet.Encodings;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>Values of one width in memory.</summary>
internal abstract class FixedDecoder<T> : ValueDecoder
    where T : unmanaged
{
    private T[] _dictionary = [];
    private T[] _dense = [];
    private ReadOnlyMemory<byte> _page;
    private int _next;

    public override bool TryReadDictionary(ReadOnlySpan<byte> plain, int count)
    {
        if (!Holds(plain, 0, count)) return false;
        if (_dictionary.Length < count) _dictionary = new T[count];
        Decode(plain, 0, _dictionary.AsSpan(0, count));
        DictionaryCount = count;
        return true;
    }

    public override void BeginPlain(ReadOnlyMemory<byte> values) => (_page, _next) = (values, 0);

    public override bool TryPlain(Column target, ReadOnlySpan<ulong> validity, int slots, int present)
    {
        if (!Holds(_page.Span, _next, present)) return false;
        var room = ((FixedColumn<T>)target).Reserve(slots);
        if (validity.Length == 0)
        {
            Decode(_page.Span, _next, room);
        }
        else
        {
            var dense = Dense(present);
            Decode(_page.Span, _next, dense);
            PresentValues.Scatter<T>(dense, validity, 0, room);
        }

        _next += present;
        return true;
    }

    public override bool TryGather(ReadOnlySpan<int> indices, Column target, ReadOnlySpan<ulong> validity, int slots, int maxBytes)
    {
        var room = ((FixedColumn<T>)target).Reserve(slots);
        var dense = validity.Length == 0 ? room : Dense(indices.Length);
        var dictionary = _dictionary.AsSpan(0, DictionaryCount);
        for (var i = 0; i < indices.Length; i++) dense[i] = dictionary[indices[i]];
        if (validity.Length != 0) PresentValues.Scatter<T>(dense, validity, 0, room);
        return true;
    }

    public override void CopyDictionary(Column distinct)
    {
        _dictionary.AsSpan(0, DictionaryCount).CopyTo(((FixedColumn<T>)distinct).Reserve(DictionaryCount));
        distinct.Validity.AppendPresent(DictionaryCount);
    }

    public override void Clear()
    {
        base.Clear();
        _page = default;
    }

    /// <summary>Whether values [from..from + count) are in the bytes.</summary>
    protected abstract bool Holds(ReadOnlySpan<byte> plain, int from, int count);

    /// <summary>Decodes values from number <paramref name="from"/> on until <paramref name="values"/> is full.</summary>
    protected abstract void Decode(ReadOnlySpan<byte> plain, int from, Span<T> values);

    private Span<T> Dense(int count)
    {
        if (_dense.Length < count) _dense = new T[Math.Max(count, _dense.Length * 2)];
        return _dense.AsSpan(0, count);
    }
}
