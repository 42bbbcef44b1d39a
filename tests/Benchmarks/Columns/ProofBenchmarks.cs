using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;
using Platform.Columns.Proof;

namespace Platform.Benchmarks.Columns;

/// <summary>The proof of a lineitem row group. Goal of proof and dictionaries together: 150 ns a row on one core.</summary>
public class ProofBenchmarks
{
    private readonly ProofAccumulator _proof = new(Lineitem.Fields, new ProofSeed(0x123456789));
    private readonly DictionaryBuilder _builder = new();
    private ColumnBatch _plain = null!;
    private ColumnBatch _described = null!;

    [GlobalSetup]
    public void Fill()
    {
        _plain = Lineitem.Batch();
        _described = Lineitem.Batch();
        _builder.Build(_described);
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void WithoutDictionaries() => _proof.Add(_plain);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void WithDictionaries() => _proof.Add(_described);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows, Baseline = true), BytesPerRow(Lineitem.BytesPerRow)]
    public void DictionariesAndProof()
    {
        foreach (var column in _described.Columns) column.DropDictionary();
        _builder.Build(_described);
        _proof.Add(_described);
    }
}
