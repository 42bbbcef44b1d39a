using Platform.Columns.Batches;
using Platform.Formats.Codecs;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Text.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Formats.Text;

/// <summary>
/// Writes a text file row by row. It leaves in pieces of about <see cref="WriterOptions.PageBytes"/>, each read back before; where the file is
/// compressed, a piece is a gzip member or a zstd frame (with its checksum), which all tools read one behind the other as one file.
/// </summary>
internal sealed class RowFileWriter : BatchWriter
{
    // Between pieces buffers shrink back to this, should one giant row have made them larger.
    private const int KeptBytes = 16 << 20;

    private readonly WriterOptions _options;
    private readonly RowWriter _rows;
    private readonly Codec? _codec;
    private readonly TextReadBack? _readBack;
    private readonly GrowingBuffer _text = new();
    private readonly GrowingBuffer _compressed = new();

    /// <exception cref="PlatformException">An option cannot be had (78).</exception>
    public RowFileWriter(Stream output, IReadOnlyList<Field> fields, WriterOptions options, RowWriter rows, Func<RowReader> reader, Action<ColumnBatch>? readBack)
        : base(output, fields)
    {
        OptionRules.Check(rows.Name, options);
        if (options.Compression == Compression.Snappy) throw NoSnappy(rows.Name);
        (_options, _rows) = (options, rows);
        _codec = options.Compression switch
        {
            Compression.Zstd => new ZstdCodec(options.CompressionLevel ?? ZstdCodec.DefaultLevel, checksums: true),
            Compression.Gzip => new GzipCodec(options.CompressionLevel ?? GzipCodec.DefaultLevel),
            _ => null,
        };
        _readBack = readBack is null ? null : new TextReadBack(reader(), _codec, options, readBack);
    }

    protected override void WriteStart() => _rows.WriteHeader(_text);

    protected override void WriteRows(ColumnBatch batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            try
            {
                _rows.Write(batch.Columns, row, _text);
            }
            catch (UnwritableValueException e)
            {
                throw Unwritable(e, Rows + row + 1);
            }

            if (_text.Length >= _options.PageBytes) Leave();
        }

        if (_text.Length > 0) Leave();
        _text.TrimTo(KeptBytes);
        _compressed.TrimTo(KeptBytes);
    }

    protected override void WriteEnd()
    {
        // A file of no bytes is no compressed file: it has one empty piece.
        if (_text.Length > 0 || (_codec is not null && Position == 0)) Leave();
        _readBack?.End();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _codec?.Dispose();
    }

    private void Leave()
    {
        var piece = _text;
        if (_codec is not null)
        {
            piece = _compressed;
            piece.Clear();
            piece.Advance(_codec.Compress(_text.Written, piece.Reserve(_codec.MaxCompressedLength(_text.Length))));
        }

        _readBack?.Piece(piece.WrittenMemory, _text.Length);
        Emit(piece.Written);
        _text.Clear();
    }

    private PlatformException Unwritable(UnwritableValueException e, long row) =>
        new(Stage.Encode, ExitCode.Data, $"The value cannot be written as {_rows.Name}: {e.Message}.", "Set format: parquet or avro in the table's entry, or leave the column out.", e)
        {
            Kind = "value-not-writable",
            Column = Fields[_rows.ColumnIndex].Name,
            RowNumber = row,
        };

    private static PlatformException NoSnappy(string name) =>
        new(Stage.Configure, ExitCode.Configuration, $"{name} files cannot be compressed with snappy.", "Set compression: zstd, gzip or none in the table's entry.")
        {
            Kind = "compression-not-supported",
        };
}
