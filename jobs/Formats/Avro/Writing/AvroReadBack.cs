using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Files;
using Platform.Registry.Failures;

namespace Platform.Formats.Avro.Writing;

/// <summary>Decodes header and blocks from their bytes before they leave: what is handed on is what any reader of the file will find.</summary>
internal sealed class AvroReadBack(WriterOptions options, Action<ColumnBatch> receive) : IDisposable
{
    // A single row may be as large as it was read.
    private readonly ReaderOptions _options = new() { BatchRows = options.ReadBackRows, MaxPageBytes = Array.MaxLength - AvroHeader.SyncBytes };
    private readonly AvroSource _source = new();
    private BlockCursor? _cursor;
    private ColumnBatch? _batch;

    /// <summary>The schema goes through its written form, as it will in the file.</summary>
    public void Begin(ReadOnlyMemory<byte> header)
    {
        _source.Begin(header, 0);
        _cursor = new BlockCursor(HeaderReader.Read(_source, header.Length), _options);
        _batch = new ColumnBatch(_cursor.Fields);
    }

    /// <param name="block">A block from its number of rows to its sync marker.</param>
    /// <param name="offset">Where it will be in the file.</param>
    /// <param name="rowsBefore">Rows of all blocks before it.</param>
    /// <exception cref="PlatformException">It does not decode (65).</exception>
    public void Block(ReadOnlyMemory<byte> block, long offset, long rowsBefore)
    {
        _source.Begin(block, offset);
        _cursor!.Begin(_source, rowsBefore);
        while (_cursor.Next(_batch!)) receive(_batch!);
    }

    public void Dispose() => _cursor?.Dispose();
}
