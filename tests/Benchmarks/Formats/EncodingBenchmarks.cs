using BenchmarkDotNet.Attributes;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Encodings;

namespace Platform.Benchmarks.Formats;

/// <summary>Parquet's hybrid of runs and bit packing, by which dictionary indices and levels are written: random indices of a width, and bits of which a tenth is null.</summary>
public class EncodingBenchmarks
{
    // Bits of an index: that of l_shipmode, and that of l_suppkey.
    private const int Narrow = 3, Wide = 14;

    private readonly GrowingBuffer _page = new();
    private readonly Dictionary<int, (int[] Indices, byte[] Page)> _widths = [];
    private readonly int[] _read = new int[Lineitem.Rows];
    private readonly ulong[] _validity = new ulong[Lineitem.Rows / 64];
    private int _ones;

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        foreach (var width in (int[])[Narrow, Wide])
        {
            int[] indices = [.. Enumerable.Range(0, Lineitem.Rows).Select(_ => random.Next(1 << width))];
            _page.Clear();
            HybridWriter.Write(_page, indices, width);
            _widths[width] = (indices, _page.Written.ToArray());
        }

        for (var i = 0; i < Lineitem.Rows; i++)
        {
            if (random.Next(10) > 0) _validity[i >> 6] |= 1UL << i;
        }

        _ones = BitRange.Ones(_validity, 0, Lineitem.Rows);
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(sizeof(int))]
    [Arguments(Narrow)]
    [Arguments(Wide)]
    public void WriteIndices(int width)
    {
        _page.Clear();
        HybridWriter.Write(_page, _widths[width].Indices, width);
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(sizeof(int))]
    [Arguments(Narrow)]
    [Arguments(Wide)]
    public bool ReadIndices(int width) => HybridReader.TryRead(_widths[width].Page, width, _read);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(1.0 / 8)]
    public void WriteValidity()
    {
        _page.Clear();
        HybridWriter.Bits(_page, _validity, 0, Lineitem.Rows, _ones);
    }
}
