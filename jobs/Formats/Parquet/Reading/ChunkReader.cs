using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Reads the chunks of one leaf, some rows at a time, from pages that end where they like.</summary>
internal abstract class ChunkReader(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs)
{
    private long _levelsLeft;

    public Leaf Leaf { get; } = leaf;

    protected PageReader Pages { get; } = new(leaf, options, buffers, codecs);

    protected PageValues Values { get; } = new(leaf, options);

    public static ChunkReader Create(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs) => leaf switch
    {
        { IsNested: true } => new NestedReader(leaf, options, buffers, codecs),
        { IsList: true } => new ListReader(leaf, options, buffers, codecs),
        _ => new FlatReader(leaf, options, buffers, codecs),
    };

    /// <summary>Starts a chunk of <paramref name="rows"/> rows, whose bytes are exactly <paramref name="chunk"/>.</summary>
    public virtual void Begin(ReadOnlyMemory<byte> chunk, ChunkMetadata metadata, long rows, bool needsChecksum)
    {
        if (metadata.Physical != Leaf.Physical) Corruption.Throw($"a column chunk of type {metadata.Physical}, the schema says {Leaf.Physical}", metadata.Start, Leaf.Field.Name);
        // A flat column has a level per row; a list has one more per element after its first.
        if (Leaf.MaxRepetition > 0 ? metadata.Values < rows : metadata.Values != rows)
            Corruption.Throw($"a column chunk of {metadata.Values} values in a row group of {rows} rows", metadata.Start, Leaf.Field.Name);
        _levelsLeft = metadata.Values;
        Values.BeginChunk();
        Pages.Begin(chunk, metadata, needsChecksum);
    }

    /// <summary>Appends the next <paramref name="rows"/> rows, which the row group has.</summary>
    public abstract void Read(Column target, int rows);

    /// <summary>Ends the chunk: nothing may be left in it.</summary>
    public virtual void End()
    {
        Pages.Release();
        if (_levelsLeft > 0) Corruption.Throw($"a column chunk ends {_levelsLeft} values early", Pages.PageOffset, Leaf.Field.Name);
    }

    /// <summary>Reads pages up to the next data page; false at the chunk's end. Its number of levels was checked against what the chunk has left.</summary>
    protected bool NextDataPage()
    {
        while (_levelsLeft > 0 && Pages.Next())
        {
            if (Pages.Header.Type == PageType.Dictionary)
            {
                Values.Dictionary(Pages);
                continue;
            }

            if (Pages.Header.Values > _levelsLeft) Fail($"a page of {Pages.Header.Values} values where the column chunk has {_levelsLeft} left");
            _levelsLeft -= Pages.Header.Values;
            return true;
        }

        return false;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    protected void Fail(string what) => Corruption.Throw(what, Pages.PageOffset, Leaf.Field.Name);
}
