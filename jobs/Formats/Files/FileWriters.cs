using Platform.Columns.Batches;
using Platform.Formats.Avro.Writing;
using Platform.Formats.Csv;
using Platform.Formats.JsonLines;
using Platform.Formats.Parquet.Writing;
using Platform.Formats.Text;
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
    /// <param name="metadata">Key-value pairs for the footer of Parquet and the header of Avro; CSV and JSON Lines have no place for them. No order is kept by readers, keys are unique.</param>
    /// <param name="readBack">
    /// Where given, every row is decoded from its encoded bytes before they leave, and handed over in slices of consecutive
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
            FileFormat.Avro => new AvroWriter(output, fields, options, metadata, readBack),
            FileFormat.Csv => new RowFileWriter(output, fields, options, new CsvWriter(fields), () => new CsvReader(fields), readBack),
            FileFormat.JsonLines => new RowFileWriter(output, fields, options, new JsonLinesWriter(fields), () => new JsonLinesReader(fields), readBack),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
}
