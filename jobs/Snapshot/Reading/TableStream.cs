using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;
using Platform.Columns.Proof;
using Platform.Formats.Files;
using Platform.Lake.Objects;
using Platform.Registry.Faults;
using Platform.Registry.Layout;
using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Ranges;
using Platform.Sources.Postgres.Wire;

namespace Platform.Snapshot.Reading;

/// <summary>
/// One stream: one connection under the leader's snapshot, one part. Decodes, hashes, encodes, reads back and writes a row group, then the next; all on the calling
/// thread, so that its memory is one batch and its encoding, unless there are processors to spare: then the next is decoded into a second batch meanwhile.
/// </summary>
internal sealed class TableStream(StreamContext context, int number, IReadOnlyList<ReadRange> ranges)
{
    /// <summary>A stream of this many bytes fills whole row groups, so its buffers may have their final size from the start.</summary>
    private const long LargeStream = 32L << 20;

    /// <summary>Bytes of the widest value of fixed width, a decimal of 19 digits or more.</summary>
    private const int WidestFixedValue = 16;

    private readonly IReadOnlyList<Field> _fields = [.. context.Reads.Select(r => r.Field)];
    private readonly List<LossCount> _losses = [];

    public StreamResult Run(CancellationToken cancellation)
    {
        using var connection = Connect(cancellation);
        var name = ObjectLayout.PartName(number, context.Format, context.Compression);
        var options = UploadOptions.Default with { ExpectedBytes = ranges.Sum(r => r.Bytes) };
        using var upload = context.Store.CreateAsync(context.Prefix + name, options, cancellation).GetAwaiter().GetResult();
        Reached(FlowStep.PartOpened, cancellation);

        var read = new ProofAccumulator(_fields, context.Seed);
        var written = new ProofAccumulator(_fields, context.Seed);
        var file = Copy(connection, upload, read, written, cancellation);

        var stored = upload.CompleteAsync(cancellation).GetAwaiter().GetResult();
        Reached(FlowStep.PartCompleted, cancellation);
        return new StreamResult(name, stored, file, read.Proof, written.Proof, _losses);
    }

    private FileSummary Copy(WireConnection connection, ObjectUpload upload, ProofAccumulator read, ProofAccumulator written, CancellationToken cancellation)
    {
        var isLarge = ranges.Sum(r => r.Bytes) >= LargeStream;
        var dictionaries = new DictionaryBuilder();
        using var writer = FileWriters.Create(context.Format, upload, _fields, context.Writer, context.Metadata, written.Add);
        using var rowGroups = new RowGroups(NewBatch(isLarge), isLarge && context.WriteBesideReading ? NewBatch(isLarge) : null, (batch, bytes) =>
        {
            dictionaries.Build(batch);
            read.Add(batch);
            writer.Write(batch);
            context.Progress.Add(batch.RowCount, bytes);
            Reached(FlowStep.PartWriting, cancellation);
        });
        foreach (var range in ranges)
        {
            var rows = connection.CopyOut(range.CopySql, context.Reads, context.Copy);
            for (long before = 0; rows.ReadBatch(rowGroups.Reading, context.RowGroup.Rows, context.RowGroup.Bytes, cancellation); before = rows.Bytes) rowGroups.Pass(rows.Bytes - before);
            _losses.AddRange(rows.Losses);
        }

        rowGroups.Complete();
        return writer.Complete();
    }

    private ColumnBatch NewBatch(bool isLarge)
    {
        var batch = new ColumnBatch(_fields);
        if (isLarge) batch.Expect((int)Math.Min(context.RowGroup.Rows, context.RowGroup.Bytes / (WidestFixedValue * _fields.Count)));
        return batch;
    }

    /// <summary>Connects to the leader's instance and imports its snapshot; any doubt about either ends the run.</summary>
    private WireConnection Connect(CancellationToken cancellation)
    {
        var connection = WireConnection.Open(context.Source, context.Address, new WireOptions { SourceName = context.Copy.Subject.SourceName }, cancellation);
        try
        {
            foreach (var statement in context.Import.SessionStatements) connection.Execute(statement, cancellation);
            foreach (var statement in context.Import.Statements) connection.Execute(statement, cancellation);
            context.Import.CheckIdentity(connection.Query(context.Import.IdentityQuery, cancellation)[0][0]);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The stream's thread is its own: waiting here starves nobody.</summary>
    private void Reached(FlowStep step, CancellationToken cancellation) => context.Faults.ReachedAsync(step, cancellation).AsTask().GetAwaiter().GetResult();
}
