using Platform.Columns.Batches;
using Platform.Formats.Codecs;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Text.Reading;
using Platform.Registry.Failures;

namespace Platform.Formats.Text;

/// <summary>
/// Reads pieces of a text file back before they leave, under the columns and types of the table: a text file has none of its own, so that what
/// is handed on is what a reader finds who knows them.
/// </summary>
internal sealed class TextReadBack(RowReader rows, Codec? codec, WriterOptions options, Action<ColumnBatch> receive)
{
    // A single row may be as large as it was read.
    private readonly RowCursor _cursor = new(rows, new ReaderOptions { BatchRows = options.ReadBackRows, MaxPageBytes = Array.MaxLength });
    private readonly ColumnBatch _batch = new(rows.Fields);
    private readonly GrowingBuffer _text = new();
    private long _offset;

    /// <param name="piece">Whole records, compressed where the file is.</param>
    /// <param name="textBytes">Bytes before compression.</param>
    /// <exception cref="PlatformException">It does not read (65).</exception>
    public void Piece(ReadOnlyMemory<byte> piece, int textBytes)
    {
        if (codec is not null) piece = Decompress(piece, textBytes);
        _cursor.Begin(piece, _offset);
        while (_cursor.Next(_batch)) receive(_batch);
        _offset += textBytes;
    }

    /// <summary>After the last piece.</summary>
    public void End() => _cursor.End();

    private ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> piece, int textBytes)
    {
        _text.Clear();
        if (!codec!.TryDecompress(piece.Span, _text.Reserve(textBytes))) throw BrokenFile.Corrupt(rows.Name, "a piece does not decompress", _offset);
        _text.Advance(textBytes);
        return _text.WrittenMemory;
    }
}
