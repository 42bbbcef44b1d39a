using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// Rows of one COPY (SELECT ...) TO STDOUT (FORMAT BINARY) into column batches. Read until <see cref="ReadBatch"/> returns false: only then
/// have trailer and row count been checked. After an exception neither reader nor connection can be used again.
/// </summary>
public sealed class CopyReader
{
    private readonly CopyFrames _frames;
    private readonly ColumnDecoder[] _decoders;
    private readonly IReadOnlyList<ColumnRead> _columns;
    private readonly CopyOptions _options;
    private readonly Action? _abort;

    /// <summary>Reads from a stream that holds the server's whole answer, from CopyOutResponse to ReadyForQuery: captured bytes, for example.</summary>
    /// <param name="answer">The server's answer.</param>
    /// <param name="columns">The columns of the SELECT list, in order.</param>
    /// <param name="options">Limits and checks.</param>
    /// <param name="bufferBytes">Receive buffer; grows for a larger row.</param>
    public CopyReader(Stream answer, IReadOnlyList<ColumnRead> columns, CopyOptions options, int bufferBytes = WireDefaults.ReceiveBufferBytes)
        : this(new ReceiveBuffer(answer, bufferBytes), columns, options, null)
    {
    }

    internal CopyReader(ReceiveBuffer buffer, IReadOnlyList<ColumnRead> columns, CopyOptions options, Action? abort)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxValueBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxValueBytes, CopyOptions.LargestMaxValueBytes, nameof(options));
        _columns = columns;
        _options = options;
        _abort = abort;
        _decoders = [.. columns.Select(c => ColumnDecoders.Create(c, options))];
        _frames = new CopyFrames(buffer, columns, options);
    }

    /// <summary>Called once the server is ready for the next query.</summary>
    internal Action? Ended { get; init; }

    /// <summary>Rows read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes of these rows on the wire, message headers excluded.</summary>
    public long Bytes { get; private set; }

    /// <summary>Values that columns' policies handled so far, those of which there are any.</summary>
    public IEnumerable<LossCount> Losses
    {
        get
        {
            for (var i = 0; i < _decoders.Length; i++)
            {
                var totals = new long[LossKinds.Count];
                _decoders[i].AddLosses(totals);
                for (var kind = 0; kind < totals.Length; kind++)
                {
                    if (totals[kind] > 0) yield return new LossCount(_columns[i].Field.Name, (LossKind)kind, _columns[i].OnLoss, totals[kind]);
                }
            }
        }
    }

    /// <summary>
    /// Clears the batch and reads rows into it until it holds <paramref name="maxRows"/>, or its rows had <paramref name="maxBytes"/> bytes or more
    /// on the wire, or the stream ends.
    /// </summary>
    /// <returns>False where the stream had ended and the batch is empty.</returns>
    /// <exception cref="PlatformException">TryAgain: the stream was cut. Data: it is malformed, or holds a value its column cannot. Else what the server said.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled and the connection shut.</exception>
    public bool ReadBatch(ColumnBatch batch, int maxRows, long maxBytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        batch.Clear();
        using var registration = _abort is null ? default : cancellationToken.UnsafeRegister(static abort => ((Action)abort!)(), _abort);
        try
        {
            long bytes = 0;
            var rows = 0;
            while (rows < maxRows && bytes < maxBytes)
            {
                var count = _frames.Next(maxRows - rows, maxBytes - bytes);
                if (count == 0)
                {
                    Ended?.Invoke();
                    break;
                }

                Decode(batch, count);
                rows += count;
                bytes += _frames.BlockBytes;
            }

            Rows += rows;
            Bytes += bytes;
            return rows > 0;
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is PlatformException or IOException or ObjectDisposedException)
        {
            throw new OperationCanceledException("Reading the table was cancelled.", e, cancellationToken);
        }
        catch (IOException e)
        {
            throw DecodeFailures.Cut(_options.Subject, _frames.Rows + 1, e);
        }
    }

    private void Decode(ColumnBatch batch, int rows)
    {
        for (var i = 0; i < _decoders.Length; i++)
        {
            var column = batch.Columns[i];
            var nulls = column.NullCount;
            _decoders[i].Decode(_frames.Block(i, rows), column);
            if (column.NullCount > nulls && !column.Field.Nullable) throw RequiredNull(column, i, rows);
        }
    }

    private PlatformException RequiredNull(Column column, int index, int rows)
    {
        var first = column.Count - rows;
        var row = first;
        while (column.Validity[row]) row++;
        return DecodeFailures.NullInRequired(_options.Subject, _columns[index], _frames.Rows - rows + 1 + (row - first));
    }
}
