using BenchmarkDotNet.Attributes;
using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Registry.Entries;

namespace Platform.Benchmarks.Formats;

/// <summary>
/// A lineitem row group into a file of each format, memory to memory, statistics, compression and checksums included. "EncodeAndReadBack" also decodes
/// every byte of it again. Goal for Parquet with zstd: read-back at most 40% of encoding, decoding and receiving together.
/// </summary>
public class FileBenchmarks
{
    private ColumnBatch _batch = null!;
    private IFileWriter _writer = null!;
    private IFileWriter _proving = null!;

    public static IEnumerable<FileKind> Kinds =>
    [
        new(FileFormat.Parquet, Compression.Zstd), new(FileFormat.Parquet, Compression.Snappy), new(FileFormat.Parquet, Compression.None),
        new(FileFormat.Avro, Compression.Zstd), new(FileFormat.Avro, Compression.Snappy), new(FileFormat.Avro, Compression.None),
        new(FileFormat.Csv, Compression.Zstd), new(FileFormat.Csv, Compression.None),
        new(FileFormat.JsonLines, Compression.Zstd), new(FileFormat.JsonLines, Compression.None),
    ];

    [ParamsSource(nameof(Kinds))]
    public FileKind File { get; set; } = null!;

    [GlobalSetup]
    public void Fill()
    {
        _batch = Lineitem.Batch();
        _writer = File.Create(Stream.Null);
        _proving = File.Create(Stream.Null, _ => { });
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void Encode() => Write(_writer);

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public void EncodeAndReadBack() => Write(_proving);

    /// <summary>Dictionaries are part of Parquet's work, so the last call's must not stay.</summary>
    private void Write(IFileWriter writer)
    {
        foreach (var column in _batch.Columns) column.DropDictionary();
        writer.Write(_batch);
    }
}
