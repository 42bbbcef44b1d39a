using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Reading.Decoders;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>The values of a data page behind its levels, PLAIN or as dictionary indices, handed to a column piece by piece.</summary>
internal sealed class PageValues(Leaf leaf, ReaderOptions options)
{
    private readonly ValueDecoder _decoder = ValueDecoder.Create(leaf);
    private PlainTranscoder? _transcoder;
    private int[] _indices = [];
    private int _next;
    private int _present;
    private bool _byDictionary;
    private bool _hasDictionary;

    public void BeginChunk()
    {
        _decoder.Clear();
        _hasDictionary = false;
    }

    /// <summary>Takes a dictionary page.</summary>
    public void Dictionary(PageReader page)
    {
        if (page.Header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
            throw Corruption.NotSupported($"a dictionary of encoding {(int)page.Header.Encoding}", page.PageOffset, leaf.Field.Name);
        if (_hasDictionary) Fail(page, "a second dictionary in a column chunk");
        if (!_decoder.TryReadDictionary(page.Content.Span, page.Header.Values)) Fail(page, "a dictionary is shorter than its number of values");
        _hasDictionary = true;
    }

    /// <summary>Takes the values of a data page of which <paramref name="present"/> are present.</summary>
    public void Begin(PageReader page, ReadOnlyMemory<byte> values, int present)
    {
        (_present, _next) = (present, 0);
        switch (page.Header.Encoding)
        {
            case PageEncoding.Plain:
                _byDictionary = false;
                _decoder.BeginPlain(values);
                break;
            case PageEncoding.RleDictionary or PageEncoding.PlainDictionary:
                _byDictionary = true;
                ReadIndices(page, values.Span, present);
                break;
            case var encoding when PlainTranscoder.Knows(leaf, encoding):
                _byDictionary = false;
                _transcoder ??= new PlainTranscoder(leaf, options.MaxPageBytes);
                if (!_transcoder.TryRewrite(encoding, values.Span, present, out var plain)) Fail(page, "a page ends before its values do");
                _decoder.BeginPlain(plain);
                break;
            default:
                throw Corruption.NotSupported($"page encoding {(int)page.Header.Encoding} is not known", page.PageOffset, leaf.Field.Name);
        }
    }

    /// <summary>Appends <paramref name="slots"/> slots, of which <paramref name="present"/> are present; no words mean all. A batch of <paramref name="batchRows"/> is being filled.</summary>
    public void Read(PageReader page, Column target, ReadOnlySpan<ulong> validity, int slots, int present, int batchRows)
    {
        if (present > _present - _next) Fail(page, "a page has fewer values than levels");
        if (_byDictionary) ReadByDictionary(page, target, validity, slots, present, batchRows);
        else ReadPlain(page, target, validity, slots, present);
        _next += present;
        if (validity.Length == 0) target.Validity.AppendPresent(slots);
        else target.Validity.AppendBits(validity, slots);
    }

    private void ReadPlain(PageReader page, Column target, ReadOnlySpan<ulong> validity, int slots, int present)
    {
        if (!target.IsMaterialized) target.Materialize();
        if (!_decoder.TryPlain(target, validity, slots, present)) Fail(page, "a page ends before its values do");
    }

    private void ReadByDictionary(PageReader page, Column target, ReadOnlySpan<ulong> validity, int slots, int present, int batchRows)
    {
        var indices = _indices.AsSpan(_next, present);
        // Held by dictionary only where that is less work for who reads it: each distinct value once.
        if (options.KeepDictionaries && target.Count == 0 && _decoder.DictionaryCount <= batchRows >> 1) _decoder.CopyDictionary(target.HoldByDictionary().Distinct);
        if (target.IsMaterialized)
        {
            if (!_decoder.TryGather(indices, target, validity, slots, options.MaxPageBytes)) Fail(page, "a dictionary unfolds to more bytes than a column may take");
            return;
        }

        indices.CopyTo(target.Dictionary!.Reserve(present));
        target.Dictionary.Commit(present);
    }

    private void ReadIndices(PageReader page, ReadOnlySpan<byte> values, int present)
    {
        if (!_hasDictionary) Fail(page, "a page of dictionary indices without a dictionary");
        if (_indices.Length < present) _indices = new int[Math.Max(present, _indices.Length * 2)];
        var indices = _indices.AsSpan(0, present);
        if (present == 0) return;
        if (values.Length == 0 || values[0] > BitPacking.MaxWidth || !HybridReader.TryRead(values[1..], values[0], indices))
            Fail(page, "dictionary indices end before their page does");
        if (_decoder.DictionaryCount == 0 || indices.ContainsAnyExceptInRange(0, _decoder.DictionaryCount - 1)) Fail(page, "a dictionary index outside the dictionary");
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Fail(PageReader page, string what) => Corruption.Throw(what, page.PageOffset, leaf.Field.Name);
}
