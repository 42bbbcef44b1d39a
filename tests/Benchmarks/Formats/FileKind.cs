using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Registry.Entries;

namespace Platform.Benchmarks.Formats;

/// <summary>A format and how it is compressed.</summary>
public sealed record FileKind(FileFormat Format, Compression Compression)
{
    /// <summary>Starts a file of lineitem.</summary>
    public IFileWriter Create(Stream output, Action<ColumnBatch>? readBack = null) =>
        FileWriters.Create(Format, output, Lineitem.Fields, new WriterOptions { Compression = Compression }, [], readBack);

    public override string ToString() => $"{Format} {Compression}";
}
