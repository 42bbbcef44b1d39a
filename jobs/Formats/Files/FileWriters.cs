using Platform.Columns.Batches;
using Platform.Formats.Parquet.Writing;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Formats.Files;

/// <summary>Makes the writer of a format.</summary>
public static class FileWriters
{
    /// <summary>Starts a file on <paramref name="output"/>.</summary>
    /// <param name="format">What to write.</param>
    /// <param name="output">Receives the file from its current position on; need not seek.</param>
    /// <param name="fields">The columns; batches written later have the same.</param>
    /// <param name="options">How to write it.</param>
    /// <param name="metadata">Key-value pairs for the file's footer; no order is kept by readers, keys are unique.</param>
    /// <param name="readBack">
    /// Where given, every row group is decoded from its encoded bytes before they leave, and handed over in one or more slices of consecutive
    /// rows. The batch is reused: what is needed of it is taken before returning. Its columns may be held by dictionary only
    /// (<see cref="Column.IsMaterialized"/>).
    /// </param>
    /// <exception cref="PlatformException">The format, a column or an option is not supported (78).</exception>
    public static IFileWriter Create(
        FileFormat format,
        Stream output,
        IReadOnlyList<Field> fields,
        WriterOptions options,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        Action<ColumnBatch>? readBack = null) => format switch
        {
            FileFormat.Parquet => new ParquetWriter(output, fields, options, metadata, readBack),
            _ => throw new PlatformException(Stage.Configure, ExitCode.Configuration,
                $"Format {RegistryNames.Of(format)} is not yet supported; supported is: parquet.", "Set format: parquet in the table's entry.")
            {
                Kind = "format-not-supported",
            },
        };
}
