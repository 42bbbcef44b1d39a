using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Avro.Values;
using Platform.Formats.Codecs;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Registry.Failures;

namespace Platform.Formats.Avro.Writing;

/// <summary>
/// Writes Avro object container files (specification 1.12): schema with logical types in the header, then blocks of about
/// <see cref="WriterOptions.PageBytes"/> before compression, each behind the number of its rows and in front of the sync marker.
/// </summary>
internal sealed class AvroWriter : BatchWriter
{
    /// <summary>Rows whose columns are encoded in turn: few enough that they stay in the processor's first caches between columns.</summary>
    private const int StepRows = 512;

    // The widest growth of a value is a boolean's, from one byte to two with its branch; large batches are large by text, which hardly grows.
    private const int MaxBatchBytes = 1_800_000_000;

    // Between blocks buffers shrink back to this, should one giant row have made them larger.
    private const int KeptBytes = 16 << 20;

    private readonly WriterOptions _options;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _metadata;
    private readonly Codec _codec;
    private readonly ValueEncoder[] _encoders;
    private readonly AvroReadBack? _readBack;
    private readonly GrowingBuffer _block = new();
    private readonly GrowingBuffer _output = new();
    private readonly byte[] _sync = new byte[AvroHeader.SyncBytes];
    private readonly int[] _lengths = new int[StepRows];
    private readonly int[] _cursors = new int[StepRows];
    private int _blockRows;
    private long _blockRowsBefore;

    /// <exception cref="PlatformException">A column or an option cannot be written (78).</exception>
    public AvroWriter(
        Stream output,
        IReadOnlyList<Field> fields,
        WriterOptions options,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        Action<ColumnBatch>? readBack = null)
        : base(output, fields)
    {
        OptionRules.Check(AvroReader.Name, options);
        (_options, _metadata) = (options, metadata);
        _encoders = [.. fields.Select(f => ValueEncoder.Create(f.Type, f.Nullable))];
        _codec = AvroCodecs.Create(options.Compression, options.CompressionLevel);
        _readBack = readBack is null ? null : new AvroReadBack(options, readBack);
    }

    protected override void WriteStart()
    {
        AvroHeader.Write(_output, Fields, _options.Compression, _metadata);
        _output.Written[^AvroHeader.SyncBytes..].CopyTo(_sync);
        _readBack?.Begin(_output.WrittenMemory);
        Leave();
    }

    protected override void WriteRows(ColumnBatch batch)
    {
        RequireAddressable(batch);
        for (var from = 0; from < batch.RowCount; from += StepRows) Encode(batch, from, Math.Min(from + StepRows, batch.RowCount));
        EndBlock();
        _block.TrimTo(KeptBytes);
        _output.TrimTo(KeptBytes);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _codec.Dispose();
        _readBack?.Dispose();
    }

    /// <summary>Lengths of rows are 32-bit: a batch below this has none that is longer.</summary>
    private void RequireAddressable(ColumnBatch batch)
    {
        if (batch.ByteCount <= MaxBatchBytes) return;
        throw new PlatformException(Stage.Encode, ExitCode.Data, $"{batch.RowCount} rows have {batch.ByteCount} bytes; a batch for Avro has at most {MaxBatchBytes}.",
            "Lower row_group.bytes or max_value_bytes in the table's entry.")
        {
            Kind = "batch-too-large",
            RowNumber = Rows + 1,
        };
    }

    private void Encode(ColumnBatch batch, int from, int to)
    {
        var lengths = _lengths.AsSpan(0, to - from);
        lengths.Clear();
        for (var i = 0; i < _encoders.Length; i++) _encoders[i].Measure(batch.Columns[i], from, to, lengths);
        while (from < to)
        {
            var rows = Fitting(lengths, out var bytes);
            if (rows == 0)
            {
                EndBlock();
                continue;
            }

            Encode(batch, from, lengths[..rows], bytes);
            from += rows;
            lengths = lengths[rows..];
        }
    }

    /// <summary>How many rows of these lengths the block has room for; one that is larger than a block has one of its own.</summary>
    private int Fitting(ReadOnlySpan<int> lengths, out int bytes)
    {
        var rows = 0;
        for (bytes = 0; rows < lengths.Length; bytes += lengths[rows++])
        {
            if (_block.Length + (long)bytes + lengths[rows] > _options.PageBytes && _block.Length + bytes > 0) break;
        }

        return rows;
    }

    private void Encode(ColumnBatch batch, int from, ReadOnlySpan<int> lengths, int bytes)
    {
        var cursors = _cursors.AsSpan(0, lengths.Length);
        var place = 0;
        for (var i = 0; i < lengths.Length; i++) (cursors[i], place) = (place, place + lengths[i]);
        var rows = _block.Reserve(checked(bytes + MaskedStore.Room));
        for (var i = 0; i < _encoders.Length; i++) _encoders[i].Write(batch.Columns[i], from, from + lengths.Length, cursors, rows);
        _block.Advance(bytes);
        _blockRows += lengths.Length;
    }

    /// <summary>Compresses the block, reads it back, and lets it leave.</summary>
    private void EndBlock()
    {
        if (_blockRows == 0) return;
        var room = _output.Reserve(checked((2 * VarInt.MaxLength) + MaskedStore.Room + _codec.MaxCompressedLength(_block.Length)));
        var content = room[((2 * VarInt.MaxLength) + MaskedStore.Room)..];
        var compressed = content[.._codec.Compress(_block.Written, content)];
        AvroHeader.Number(_output, _blockRows);
        AvroHeader.Number(_output, compressed.Length);
        compressed.CopyTo(room[_output.Length..]);
        _output.Advance(compressed.Length);
        _output.Append(_sync);
        _readBack?.Block(_output.WrittenMemory, Position, _blockRowsBefore);
        Leave();
        _blockRowsBefore += _blockRows;
        _blockRows = 0;
        _block.Clear();
    }

    private void Leave()
    {
        Emit(_output.Written);
        _output.Clear();
    }
}
