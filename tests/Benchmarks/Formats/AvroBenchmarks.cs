using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Files;
using Platform.Registry.Entries;

namespace Platform.Benchmarks.Formats;

/// <summary>A lineitem row group to Avro and back, memory to memory. "EncodeAndReadBack" also decodes every block again.</summary>
public class AvroBenchmarks
{
    private ColumnBatch _batch = null!;
    private IFileWriter _writer = null!;
    private IFileWriter _proving = null!;
    private byte[] _file = [];

    [Params(Compression.Zstd, Compression.Snappy, Compression.None)]
    public Compression Compression { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _batch = Lineitem.Batch();
        var options = new WriterOptions { Compression = Compression };
        using var file = new MemoryStream();
        using (var writer = FileWriters.Create(FileFormat.Avro, file, Lineitem.Fields, options, []))
        {
            writer.Write(_batch);
            writer.Complete();
        }

        _file = file.ToArray();
        _writer = FileWriters.Create(FileFormat.Avro, Stream.Null, Lineitem.Fields, options, []);
        _proving = FileWriters.Create(FileFormat.Avro, Stream.Null, Lineitem.Fields, options, [], _ => { });
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void Encode() => _writer.Write(_batch);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void EncodeAndReadBack() => _proving.Write(_batch);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public int Decode()
    {
        using var stream = new MemoryStream(_file);
        using var reader = AvroReader.Open(stream);
        var rows = 0;
        foreach (var batch in reader.Read()) rows += batch.RowCount;
        return rows;
    }
}
