using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;
using Platform.Columns.Proof;
using Platform.Registry.Faults;
using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Ranges;
using Platform.Sources.Postgres.Wire;

namespace Platform.Snapshot.Reading;

/// <summary>
/// One stream: one connection under the leader's snapshot, one part of each output. Decodes and hashes a row group, then encodes, reads back and writes it for one output after the
/// other, then the next; all on the calling thread, so that its memory is one batch and its encodings, unless there are processors to spare: then the next is decoded into a second
/// batch meanwhile.
/// </summary>
internal sealed class TableStream(StreamContext context, int number, IReadOnlyList<ReadRange> ranges)
{
    /// <summary>A stream of this many bytes fills whole row groups, so its buffers may have their final size from the start.</summary>
    private const long LargeStream = 32L << 20;

    /// <summary>Bytes of the widest value of fixed width, a decimal of 19 digits or more.</summary>
    private const int WidestFixedValue = 16;

    private readonly IReadOnlyList<Field> _fields = [.. context.Reads.Select(r => r.Field)];
    private readonly List<LossCount> _losses = [];

    /// <returns>One part per output, in their order.</returns>
    public IReadOnlyList<StreamResult> Run(CancellationToken cancellation)
    {
        using var connection = Connect(cancellation);
        var parts = new List<StreamPart>();
        try
        {
            foreach (var output in context.Outputs)
            {
                parts.Add(new StreamPart(context, output, number, _fields, ranges.Sum(r => r.Bytes), cancellation));
                Reached(FlowStep.PartOpened, cancellation);
            }

            var read = new ProofAccumulator(_fields, context.Seed);
            Copy(connection, parts, read, cancellation);

            var results = new List<StreamResult>();
            foreach (var part in parts)
            {
                results.Add(part.Complete(read.Proof, _losses, cancellation));
                Reached(FlowStep.PartCompleted, cancellation);
            }

            return results;
        }
        finally
        {
            foreach (var part in parts) part.Dispose();
        }
    }

    private void Copy(WireConnection connection, List<StreamPart> parts, ProofAccumulator read, CancellationToken cancellation)
    {
        var isLarge = ranges.Sum(r => r.Bytes) >= LargeStream;
        var dictionaries = new DictionaryBuilder();
        using var rowGroups = new RowGroups(NewBatch(isLarge), isLarge && context.WriteBesideReading ? NewBatch(isLarge) : null, (batch, bytes) =>
        {
            dictionaries.Build(batch);
            read.Add(batch);
            foreach (var part in parts) part.Write(batch);
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
