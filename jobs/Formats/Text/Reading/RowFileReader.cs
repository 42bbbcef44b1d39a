using System.IO.Compression;
using Platform.Columns.Batches;
using Platform.Formats.Codecs;
using Platform.Formats.Files;
using Platform.Registry.Entries;

namespace Platform.Formats.Text.Reading;

/// <summary>Reads a text file front to back, decompressing it where it is compressed as a whole.</summary>
internal sealed class RowFileReader : IFileReader
{
    private readonly RowReader _rows;
    private readonly RowCursor _cursor;
    private readonly ColumnBatch _batch;
    private readonly Stream? _decompressed;

    public RowFileReader(Stream stream, Compression compression, RowReader rows, ReaderOptions options)
    {
        _rows = rows;
        _cursor = new RowCursor(rows, options);
        _batch = new ColumnBatch(rows.Fields);
        _decompressed = compression switch
        {
            Compression.Gzip => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true),
            Compression.Zstd => new ZstdReadStream(stream),
            _ => null,
        };
        _cursor.Begin(_decompressed ?? stream);
    }

    public IReadOnlyList<Field> Fields => _rows.Fields;

    public IReadOnlyList<KeyValuePair<string, string>> Metadata => [];

    public IEnumerable<ColumnBatch> Read()
    {
        while (Next()) yield return _batch;
        _cursor.End();
    }

    public void Dispose() => _decompressed?.Dispose();

    private bool Next()
    {
        try
        {
            return _cursor.Next(_batch);
        }
        catch (InvalidDataException e)
        {
            throw BrokenFile.Corrupt(_rows.Name, e.Message.TrimEnd('.'), 0);
        }
    }
}
