using Platform.Columns.Batches;
using Platform.Formats.Avro.Writing;
using Platform.Formats.Codecs;
using Platform.Formats.Files;
using Platform.Formats.Memory;

namespace Platform.Formats.Avro.Reading;

/// <summary>Walks the blocks of a file, some rows at a time: memory is that of a batch and of one block.</summary>
internal sealed class BlockCursor(FileHeader header, ReaderOptions options) : IDisposable
{
    private readonly Codec? _codec = header.Compression == Registry.Entries.Compression.None ? null : AvroCodecs.Create(header.Compression);
    private readonly GrowingBuffer _content = new();
    private ReadOnlyMemory<byte> _rows;
    private long _offset;
    private long _rowsBefore;
    private int _position;
    private long _left;

    public IReadOnlyList<Field> Fields { get; } = [.. header.Fields.Select(f => new Field(f.Name, f.Type, f.Nullable))];

    /// <summary>Reads the block that begins at the source's next byte.</summary>
    /// <param name="source">The file; what is taken of it must stay until the block's last row was read.</param>
    /// <param name="rowsBefore">Rows of all blocks before it.</param>
    public void Begin(AvroSource source, long rowsBefore)
    {
        _offset = source.Offset;
        var (count, size) = (source.Number(), source.Number());
        if (size < 0 || size > options.MaxPageBytes) throw source.Corrupt($"a block of {size} bytes; at most {options.MaxPageBytes} are read");
        var block = source.Take((int)size + AvroHeader.SyncBytes);
        if (!block.Span[(int)size..].SequenceEqual(header.Sync)) throw BrokenFile.Corrupt(AvroReader.Name, "a block does not end with the sync marker", _offset);
        _rows = Content(block[..(int)size]);
        // Every row takes a byte at least.
        if (count < 0 || count > _rows.Length) throw BrokenFile.Corrupt(AvroReader.Name, $"a block of {count} rows in {_rows.Length} bytes", _offset);
        (_left, _position, _rowsBefore) = (count, 0, rowsBefore);
        if (count == 0) RequireAllRead();
    }

    /// <summary>Fills the batch with the block's next rows; false, and the batch is empty, after the last.</summary>
    public bool Next(ColumnBatch batch)
    {
        batch.Clear();
        if (_left == 0) return false;
        var rows = (int)Math.Min(_left, options.BatchRows);
        var input = new AvroInput(_rows.Span, _position);
        var (row, column) = (0, 0);
        try
        {
            for (; row < rows; row++)
            {
                for (column = 0; column < header.Fields.Count; column++) header.Fields[column].Decoder.Read(ref input, batch.Columns[column]);
            }
        }
        catch (BrokenValueException e)
        {
            throw BrokenFile.Corrupt(AvroReader.Name, e.Message, _offset, Fields[column].Name, _rowsBefore + row + 1);
        }

        (_position, _left, _rowsBefore) = (input.Position, _left - rows, _rowsBefore + rows);
        // Before the last rows are handed over: a damaged number of rows would else show some of them.
        if (_left == 0) RequireAllRead();
        return true;
    }

    public void Dispose() => _codec?.Dispose();

    private void RequireAllRead()
    {
        if (_position != _rows.Length) throw BrokenFile.Corrupt(AvroReader.Name, $"a block has {_rows.Length - _position} bytes behind its last row", _offset);
    }

    private ReadOnlyMemory<byte> Content(ReadOnlyMemory<byte> block)
    {
        if (_codec is null) return block;
        _content.Clear();
        if (!_codec.TryExpand(block.Span, _content, options.MaxPageBytes)) throw BrokenFile.Corrupt(AvroReader.Name, "a block does not decompress", _offset);
        return _content.WrittenMemory;
    }
}
