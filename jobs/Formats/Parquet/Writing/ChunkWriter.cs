using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;
using Platform.Formats.Parquet.Values;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Encodes the chunks of one leaf, page by page. Page buffers belong to the writer and are shared by its columns.</summary>
internal sealed class ChunkWriter(Leaf leaf, WriterOptions options, CompressionCodec codec, PageSink sink, GrowingBuffer page, DictionaryBuilder builder)
{
    private readonly ChunkValues _values = ChunkValues.Create(leaf, options.StatisticsBytes);
    private readonly ListLevels? _lists = leaf.IsList ? new ListLevels(leaf) : null;
    private readonly NestedLevels? _nested = leaf.IsNested ? new NestedLevels(leaf) : null;
    private readonly ChunkDictionary _dictionary = new(leaf, options, builder);

    // State of the chunk that is being written.
    private List<PageEntry> _pages = [];
    private long _fileOffset;
    private int _levels;
    private int _present;
    private long _unencodedBytes;

    /// <summary>Appends the column as a chunk; the row group begins at <paramref name="fileOffset"/> in the file.</summary>
    public EncodedChunk Write(Column column, long fileOffset)
    {
        var values = leaf.IsNested ? NestedColumns.Leaf(column, leaf) : column is ListColumn list ? list.Elements : column;
        Begin(values, fileOffset);
        var metadata = new ChunkMetadata { Physical = leaf.Physical, Path = leaf.Path, Codec = codec };
        var start = sink.Position;
        if (_dictionary.Form is { } form) metadata.DictionaryPageOffset = WriteDictionary(form);
        metadata.DataPageOffset = _fileOffset + sink.Position;
        if (_nested is not null) WriteNested(column, values);
        else if (column is ListColumn lists) WriteLists(lists);
        else WriteFlat(column);
        metadata.DataPages = _pages.Count;
        metadata.Values = _levels;
        metadata.CompressedBytes = sink.Position - start;
        metadata.UncompressedBytes = sink.UncompressedBytes;
        metadata.Statistics = _values.Statistics(_levels - _present, _dictionary.DistinctCount);
        metadata.Sizes = new SizeStatistics
        {
            UnencodedBytes = leaf.Physical == PhysicalType.ByteArray ? _unencodedBytes : null,
            RepetitionLevels = leaf.MaxRepetition == 0 ? [] : _lists?.Repetitions ?? _nested!.Repetitions,
            DefinitionLevels = _lists?.Definitions ?? _nested?.Definitions ?? [],
        };
        return new EncodedChunk(leaf, metadata, _pages);
    }

    private void Begin(Column values, long fileOffset)
    {
        if (!values.IsMaterialized) values.Materialize();
        _dictionary.Begin(values);
        _values.Begin(values);
        _lists?.Begin();
        _nested?.Begin();
        sink.BeginChunk();
        (_pages, _fileOffset, _levels, _present, _unencodedBytes) = ([], fileOffset, 0, 0, 0);
    }

    private long WriteDictionary(DictionaryForm form)
    {
        var offset = _fileOffset + sink.Position;
        page.Clear();
        _values.Dictionary(form.Distinct, page);
        sink.Append(PageType.Dictionary, PageEncoding.Plain, form.Distinct.Count, page.Written);
        return offset;
    }

    private void WriteFlat(Column column)
    {
        var validity = column.Validity;
        var words = validity.NullCount == 0 ? default : validity.Words;
        for (var from = 0; from < column.Count;)
        {
            var to = Math.Min(from + options.PageRows, column.Count);
            if (_dictionary.Form is null) to = _values.PageEnd(from, to, options.PageBytes);
            // Whole words of validity, so that levels are copied instead of shifted.
            if (to < column.Count && to - from > 64) to -= to & 63;
            var ones = words.Length == 0 ? to - from : BitRange.Ones(words, from, to);
            page.Clear();
            if (leaf.MaxDefinition > 0)
            {
                var start = LevelBlock.Begin(page);
                HybridWriter.Bits(page, words, from, to, ones);
                LevelBlock.End(page, start);
            }

            WritePage(from, to, from, to - from, ones);
            from = to;
        }
    }

    private void WriteLists(ListColumn column)
    {
        var offsets = column.Offsets;
        for (var from = 0; from < column.Count;)
        {
            var to = ListPageEnd(column, from);
            _lists!.Take(column, from, to);
            page.Clear();
            _lists.Write(page);
            var (first, end) = (offsets[from], offsets[to]);
            var ones = column.Elements.NullCount == 0 ? end - first : BitRange.Ones(column.Elements.Validity.Words, first, end);
            WritePage(first, end, from, _lists.Count, ones);
            from = to;
        }
    }

    /// <summary>A page of lists ends at a row, so that the page index can name its first row.</summary>
    private int ListPageEnd(ListColumn column, int from)
    {
        var offsets = column.Offsets;
        var slots = _dictionary.Form is null ? _values.PageEnd(offsets[from], offsets[column.Count], options.PageBytes) : offsets[column.Count];
        var levels = 0;
        var to = from;
        do
        {
            levels += Math.Max(1, offsets[to + 1] - offsets[to]);
            to++;
        }
        while (to < column.Count && offsets[to + 1] <= slots && levels < options.PageRows);

        return to;
    }

    private void WriteNested(Column column, Column values)
    {
        var total = _nested!.Slot(column, column.Count);
        for (var from = 0; from < column.Count;)
        {
            var first = _nested.Slot(column, from);
            var slots = _dictionary.Form is null && first < total ? _values.PageEnd(first, total, options.PageBytes) : total;
            _nested.BeginPage();
            var to = from;
            do _nested.Take(column, to++);
            while (to < column.Count && _nested.Slot(column, to + 1) <= slots && _nested.Count < options.PageRows);

            page.Clear();
            _nested.Write(page);
            var end = _nested.Slot(column, to);
            var ones = values.NullCount == 0 ? end - first : BitRange.Ones(values.Validity.Words, first, end);
            WritePage(first, end, from, _nested.Count, ones);
            from = to;
        }
    }

    /// <summary>Adds the values of slots [from..to) to the levels in the page, and appends it.</summary>
    private void WritePage(int from, int to, int firstRow, int levels, int ones)
    {
        PageBounds bounds;
        var encoding = PageEncoding.Plain;
        if (_dictionary.Form is { } form)
        {
            var indices = form.Indices.Slice(_present, ones);
            bounds = _values.Take(from, to, indices, null);
            page.Append((byte)_dictionary.IndexWidth);
            HybridWriter.Write(page, indices, _dictionary.IndexWidth);
            encoding = PageEncoding.RleDictionary;
        }
        else
        {
            bounds = _values.Take(from, to, default, page);
        }

        var offset = _fileOffset + sink.Position;
        var bytes = sink.Append(PageType.Data, encoding, levels, page.Written);
        _pages.Add(new PageEntry(offset, bytes, firstRow, levels - ones, ones == 0, bounds.Min, bounds.Max, bounds.Bytes));
        _levels += levels;
        _present += ones;
        _unencodedBytes += bounds.Bytes;
    }
}
