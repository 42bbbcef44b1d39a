using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;

namespace Platform.Benchmarks.Columns;

/// <summary>Dictionaries of single columns of lineitem, and of them all.</summary>
public class DictionaryBenchmarks
{
    private readonly DictionaryBuilder _builder = new();
    private ColumnBatch _batch = null!;

    [GlobalSetup]
    public void Fill() => _batch = Lineitem.Batch();

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(8)]
    [Arguments("l_orderkey")]
    [Arguments("l_partkey")]
    [Arguments("l_suppkey")]
    [Arguments("l_discount")]
    public bool Int64(string column) => Build(column);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(4)]
    [Arguments("l_shipdate")]
    public bool Date(string column) => Build(column);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows)]
    [Arguments("l_returnflag")]
    [Arguments("l_shipmode")]
    [Arguments("l_shipinstruct")]
    [Arguments("l_comment")]
    public bool Text(string column) => Build(column);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void AllColumns()
    {
        foreach (var column in _batch.Columns) column.DropDictionary();
        _builder.Build(_batch);
    }

    private bool Build(string name)
    {
        for (var c = 0; c < Lineitem.Fields.Count; c++)
        {
            if (Lineitem.Fields[c].Name != name) continue;
            _batch.Columns[c].DropDictionary();
            return _builder.TryBuild(_batch.Columns[c]);
        }

        return false;
    }
}
