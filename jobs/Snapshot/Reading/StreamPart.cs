using Platform.Columns.Batches;
using Platform.Columns.Proof;
using Platform.Formats.Files;
using Platform.Lake.Objects;
using Platform.Registry.Layout;
using Platform.Sources.Postgres.Losses;

namespace Platform.Snapshot.Reading;

/// <summary>The part that a stream writes of one output: its upload, its encoder, and the proof of what the encoded file decodes to.</summary>
internal sealed class StreamPart : IDisposable
{
    private readonly string _name;
    private readonly ObjectUpload _upload;
    private readonly ProofAccumulator _written;
    private readonly IFileWriter _writer;

    /// <param name="context">Of the stream.</param>
    /// <param name="output">What is written.</param>
    /// <param name="number">0-based, of the stream.</param>
    /// <param name="fields">The columns.</param>
    /// <param name="expectedBytes">About how large the part becomes.</param>
    /// <param name="cancellation">Ends the upload.</param>
    public StreamPart(StreamContext context, StreamOutput output, int number, IReadOnlyList<Field> fields, long expectedBytes, CancellationToken cancellation)
    {
        _name = ObjectLayout.PartName(number, output.Format, output.Writer.Compression);
        _upload = context.Store.CreateAsync(output.Prefix + _name, UploadOptions.Default with { ExpectedBytes = expectedBytes }, cancellation).GetAwaiter().GetResult();
        try
        {
            _written = new ProofAccumulator(fields, context.Seed);
            _writer = FileWriters.Create(output.Format, _upload, fields, output.Writer, output.Metadata, _written.Add);
        }
        catch
        {
            _upload.Dispose();
            throw;
        }
    }

    public void Write(ColumnBatch batch) => _writer.Write(batch);

    /// <summary>Ends the file and the upload.</summary>
    /// <param name="read">The proof of what was read into it.</param>
    /// <param name="losses">Values that columns' policies handled meanwhile.</param>
    /// <param name="cancellation">Ends the upload.</param>
    public StreamResult Complete(TableProof read, IReadOnlyList<LossCount> losses, CancellationToken cancellation)
    {
        var file = _writer.Complete();
        var stored = _upload.CompleteAsync(cancellation).GetAwaiter().GetResult();
        return new StreamResult(_name, stored, file, read, _written.Proof, losses);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _upload.Dispose();
    }
}
