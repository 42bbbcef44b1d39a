using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Formats.Codecs;
using Platform.Registry.Entries;

namespace Platform.Benchmarks.Formats;

/// <summary>The comments of a lineitem row group, the column that compresses worst, through each codec in blocks of 1 MiB.</summary>
public class CompressionBenchmarks
{
    private const int Block = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private readonly List<byte[]> _compressed = [];
    private byte[] _output = [];
    private Codec _codec = null!;

    [Params(Compression.Zstd, Compression.Gzip, Compression.Snappy)]
    public Compression Compression { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var comments = ((BytesColumn)Lineitem.Batch().Columns[15]).Data;
        _codec = Codec.Create(Compression);
        _output = new byte[_codec.MaxCompressedLength(Block)];
        for (var at = 0; at < comments.Length; at += Block)
        {
            _blocks.Add(comments[at..Math.Min(at + Block, comments.Length)].ToArray());
            _compressed.Add(_output[.._codec.Compress(_blocks[^1], _output)]);
        }
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerComment)]
    public int Compress()
    {
        var bytes = 0;
        foreach (var block in _blocks) bytes += _codec.Compress(block, _output);
        return bytes;
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerComment)]
    public bool Decompress()
    {
        var whole = true;
        for (var i = 0; i < _blocks.Count; i++) whole &= _codec.TryDecompress(_compressed[i], _output.AsSpan(0, _blocks[i].Length));
        return whole;
    }

    [GlobalCleanup]
    public void Free() => _codec.Dispose();
}
