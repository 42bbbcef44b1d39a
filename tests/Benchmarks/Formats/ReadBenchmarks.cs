using BenchmarkDotNet.Attributes;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Registry.Entries;

namespace Platform.Benchmarks.Formats;

/// <summary>Whole files of a lineitem row group, opened and read to their end: what a restore does.</summary>
public class ReadBenchmarks
{
    private byte[] _file = [];

    public static IEnumerable<FileKind> Kinds =>
        from format in (FileFormat[])[FileFormat.Parquet, FileFormat.Avro]
        from compression in (Compression[])[Compression.Zstd, Compression.Snappy, Compression.None]
        select new FileKind(format, compression);

    [ParamsSource(nameof(Kinds))]
    public FileKind File { get; set; } = null!;

    [GlobalSetup]
    public void Fill()
    {
        using var file = new MemoryStream();
        using (var writer = File.Create(file))
        {
            writer.Write(Lineitem.Batch());
            writer.Complete();
        }

        _file = file.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Lineitem.Rows), BytesPerRow(Lineitem.BytesPerRow)]
    public int Decode()
    {
        using IFileReader reader = File.Format == FileFormat.Avro
            ? AvroReader.Open(new MemoryStream(_file))
            : ParquetReader.Open(_file, new ReaderOptions { KeepDictionaries = true });
        var rows = 0;
        foreach (var batch in reader.Read()) rows += batch.RowCount;
        return rows;
    }
}
