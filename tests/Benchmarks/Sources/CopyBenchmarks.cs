using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Wire;

namespace Platform.Benchmarks.Sources;

/// <summary>COPY BINARY of one lineitem row group, from memory: copied into the receive buffer, framed, decoded into columns.</summary>
public class CopyBenchmarks
{
    private readonly ColumnBatch _batch = new(Lineitem.Fields);
    private byte[] _answer = null!;

    [GlobalSetup]
    public void Fill() => _answer = LineitemCopy.Answer(Lineitem.Batch());

    /// <summary>The floor: what a socket's read would do anyway.</summary>
    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(LineitemCopy.BytesPerRow)]
    public int Receive()
    {
        var buffer = new ReceiveBuffer(new MemoryStream(_answer), WireDefaults.ReceiveBufferBytes);
        var received = 0;
        for (; buffer.Fill(); buffer.Start = buffer.End) received += buffer.Available;
        return received;
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(LineitemCopy.BytesPerRow)]
    public long Frame()
    {
        var frames = new CopyFrames(new ReceiveBuffer(new MemoryStream(_answer), WireDefaults.ReceiveBufferBytes), LineitemCopy.Columns, new CopyOptions());
        while (frames.Next(int.MaxValue, long.MaxValue) > 0)
        {
        }

        return frames.Rows;
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows, Baseline = true), BytesPerRow(LineitemCopy.BytesPerRow)]
    public int Decode()
    {
        var reader = new CopyReader(new MemoryStream(_answer), LineitemCopy.Columns, new CopyOptions());
        return reader.ReadBatch(_batch, int.MaxValue, long.MaxValue) ? _batch.RowCount : throw new InvalidOperationException("No rows.");
    }
}
