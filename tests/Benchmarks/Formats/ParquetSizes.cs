using System.Globalization;
using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Formats.Parquet.Writing;

namespace Platform.Benchmarks.Formats;

/// <summary>
/// `Platform.Benchmarks parquet FILE ROWGROUPS COMPRESSION PAGEROWS`: writes a lineitem file for comparison with other writers, and prints CPU per row of encoding and
/// of reading back, and bytes per column. CPU time of the thread, so that a busy machine changes little.
/// </summary>
internal static class ParquetSizes
{
    public static void Run(string path, int rowGroups, WriterOptions options)
    {
        var batch = Lineitem.Batch();
        using var file = File.Create(path);
        var encode = Write(file, batch, rowGroups, options, null);
        var both = Write(Stream.Null, batch, rowGroups, options, _ => { });
        var rows = (double)Lineitem.Rows * rowGroups;
        Print($"{rows} rows, {file.Length} bytes, {file.Length / rows:f2} bytes a row");
        Print($"encode {encode:f1} ns a row, read back {both - encode:f1} ns a row, {(both - encode) / both:p0} of both");
        file.Position = 0;
        using var reader = ParquetReader.Open(file);
        foreach (var column in reader.RowGroups[0].Columns)
            Print($"{column.Column,-16} {column.UncompressedBytes,10} {column.CompressedBytes,10} {(column.HasDictionary ? "dictionary" : "plain")}");
    }

    /// <summary>Nanoseconds of this thread's CPU per row, of the best row group: the first ones are compiled on the way.</summary>
    private static double Write(Stream output, ColumnBatch batch, int rowGroups, WriterOptions options, Action<ColumnBatch>? readBack)
    {
        using var writer = new ParquetWriter(output, Lineitem.Fields, options, [], readBack);
        var best = long.MaxValue;
        for (var i = 0; i < rowGroups; i++)
        {
            foreach (var column in batch.Columns) column.DropDictionary();
            var start = ThreadClock.Nanoseconds;
            writer.Write(batch);
            best = Math.Min(best, ThreadClock.Nanoseconds - start);
        }

        writer.Complete();
        return best / (double)Lineitem.Rows;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
