using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Benchmarks.Columns;

/// <summary>Lookup3 over one row group; the plain loop is the floor that vectors are held against.</summary>
public class HashBenchmarks
{
    private const int Rows = Lineitem.Rows;
    private readonly ulong[] _hashes = new ulong[Rows];
    private readonly uint[] _words = new uint[Rows];
    private readonly ulong[] _small = new ulong[Rows];
    private readonly ulong[] _random = new ulong[Rows];
    private readonly TextHash _text = new(5);
    private BytesColumn _comments = null!;
    private BytesColumn _modes = null!;

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        for (var i = 0; i < Rows; i++)
        {
            _words[i] = (uint)random.Next();
            _small[i] = (ulong)random.Next(1_000_000);
            _random[i] = (ulong)random.NextInt64();
        }

        var batch = Lineitem.Batch();
        _comments = (BytesColumn)batch.Columns[15];
        _modes = (BytesColumn)batch.Columns[14];
    }

    [Benchmark(OperationsPerInvoke = Rows), BytesPerRow(4)]
    public void Hash4_Plain()
    {
        for (var i = 0; i < Rows; i++) _hashes[i] = Lookup3.Int32(_words[i], 5);
    }

    [Benchmark(OperationsPerInvoke = Rows), BytesPerRow(4)]
    public void Hash4_Vectors() => Hash4.Hash(_words, 5, _hashes);

    [Benchmark(OperationsPerInvoke = Rows), BytesPerRow(8)]
    public void Hash8_Plain()
    {
        for (var i = 0; i < Rows; i++) _hashes[i] = Lookup3.Int64(_random[i], 5);
    }

    [Benchmark(OperationsPerInvoke = Rows), BytesPerRow(8)]
    public void Hash8_Random() => Hash8.Hash(_random, 5, _hashes);

    [Benchmark(OperationsPerInvoke = Rows), BytesPerRow(8)]
    public void Hash8_SmallNumbers() => Hash8.Hash(_small, 5, _hashes);

    [Benchmark(OperationsPerInvoke = Rows), BytesPerRow(Lineitem.BytesPerComment)]
    public void Text_PlainComments()
    {
        for (var i = 0; i < Rows; i++) _hashes[i] = Lookup3.Bytes(_comments[i], 5);
    }

    [Benchmark(OperationsPerInvoke = Rows), BytesPerRow(Lineitem.BytesPerComment)]
    public void Text_Comments() => _text.Hash(_comments.PaddedData, _comments.Offsets, _hashes);

    [Benchmark(OperationsPerInvoke = Rows), BytesPerRow(4.3)]
    public void Text_ShipModes() => _text.Hash(_modes.PaddedData, _modes.Offsets, _hashes);
}
