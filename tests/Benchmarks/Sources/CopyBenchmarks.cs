using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Wire;

namespace Platform.Benchmarks.Sources;

/// <summary>COPY BINARY of a lineitem row group, from memory, on a connection that has been reading for a while: copied into the receive buffer, framed, decoded into columns.</summary>
public class CopyBenchmarks
{
    private readonly ColumnBatch _batch = new(Lineitem.Fields);
    private ReceiveBuffer _buffer = null!;
    private CopyFrames _frames = null!;
    private CopyReader _reader = null!;

    [GlobalSetup]
    public void Fill()
    {
        var batch = Lineitem.Batch();
        _buffer = Buffer(batch);
        _frames = new CopyFrames(Buffer(batch), LineitemCopy.Columns, new CopyOptions());
        _reader = new CopyReader(LineitemCopy.Answer(batch), LineitemCopy.Columns, new CopyOptions());
    }

    /// <summary>The floor: what a socket's read would do anyway.</summary>
    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(LineitemCopy.BytesPerRow)]
    public long Receive()
    {
        var left = (long)(Lineitem.Rows * LineitemCopy.BytesPerRow);
        for (; left > 0 && _buffer.Fill(); _buffer.Start = _buffer.End) left -= _buffer.Available;
        return left;
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(LineitemCopy.BytesPerRow)]
    public long Frame()
    {
        var left = Lineitem.Rows;
        while (left > 0) left -= _frames.Next(left, long.MaxValue);
        return _frames.Rows;
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows, Baseline = true), BytesPerRow(LineitemCopy.BytesPerRow)]
    public int Decode() => _reader.ReadBatch(_batch, Lineitem.Rows, long.MaxValue) ? _batch.RowCount : throw new InvalidOperationException("No rows.");

    private static ReceiveBuffer Buffer(ColumnBatch batch) => new(LineitemCopy.Answer(batch), WireDefaults.ReceiveBufferBytes);
}
