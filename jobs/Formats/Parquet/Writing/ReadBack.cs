using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Reading;
using Platform.Formats.Parquet.Schema;
using Platform.Registry.Failures;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Decodes a row group from its encoded bytes before they leave: what is handed on is what any reader of the file will find.</summary>
internal sealed class ReadBack : IDisposable
{
    private readonly RowGroupCursor _cursor;
    private readonly ColumnBatch _batch;
    private readonly Action<ColumnBatch> _receive;

    public ReadBack(ParquetSchema schema, WriterOptions options, Action<ColumnBatch> receive)
    {
        // The schema goes through its written form, as it will in the file.
        var written = SchemaReader.Read(schema.Elements, 0);
        _cursor = new RowGroupCursor(written, new ReaderOptions
        {
            BatchRows = options.ReadBackRows,
            KeepDictionaries = true,
            // A single value or list may be as large as it was read.
            MaxPageBytes = Array.MaxLength,
            MaxPageValues = Array.MaxLength,
        });
        _batch = new ColumnBatch(written.Fields);
        _receive = receive;
    }

    /// <param name="rowGroup">What the footer will say.</param>
    /// <param name="bytes">The encoded row group.</param>
    /// <param name="offset">Where it will be in the file.</param>
    /// <exception cref="PlatformException">It does not decode (65).</exception>
    public void Run(RowGroupMetadata rowGroup, ReadOnlyMemory<byte> bytes, long offset)
    {
        _cursor.Begin(rowGroup, (chunk, _) => bytes.Slice((int)(chunk.Start - offset), (int)chunk.CompressedBytes), needsChecksums: true);
        while (_cursor.Next(_batch)) _receive(_batch);
    }

    public void Dispose() => _cursor.Dispose();
}
