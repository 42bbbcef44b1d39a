using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Formats.Parquet.Writing;
using Platform.Registry.Entries;

namespace Platform.Benchmarks.Formats;

/// <summary>
/// A lineitem row group to Parquet and back, memory to memory. "Encode" includes dictionaries, statistics, compression and checksums;
/// "EncodeAndReadBack" also decodes every page again. Goal: read-back under 40% of both together.
/// </summary>
public class ParquetBenchmarks
{
    private ColumnBatch _batch = null!;
    private ParquetWriter _writer = null!;
    private ParquetWriter _proving = null!;
    private byte[] _file = [];

    [Params(Compression.Zstd, Compression.Snappy, Compression.None)]
    public Compression Compression { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _batch = Lineitem.Batch();
        var options = new WriterOptions { Compression = Compression };
        using var file = new MemoryStream();
        using (var writer = new ParquetWriter(file, Lineitem.Fields, options, []))
        {
            writer.Write(_batch);
            writer.Complete();
        }

        _file = file.ToArray();
        _writer = new ParquetWriter(Stream.Null, Lineitem.Fields, options, []);
        _proving = new ParquetWriter(Stream.Null, Lineitem.Fields, options, [], _ => { });
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void Encode()
    {
        Forget();
        _writer.Write(_batch);
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void EncodeAndReadBack()
    {
        Forget();
        _proving.Write(_batch);
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public int Decode()
    {
        using var reader = ParquetReader.Open(_file, new ReaderOptions { KeepDictionaries = true });
        var rows = 0;
        foreach (var batch in reader.Read()) rows += batch.RowCount;
        return rows;
    }

    /// <summary>Dictionaries are part of the work, so the last call's must not stay.</summary>
    private void Forget()
    {
        foreach (var column in _batch.Columns) column.DropDictionary();
    }
}
