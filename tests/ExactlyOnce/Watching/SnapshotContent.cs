using System.Diagnostics.CodeAnalysis;
using Platform.Columns.Batches;
using Platform.ExactlyOnce.Tests.Lakes;
using Platform.ExactlyOnce.Tests.Running;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Lake.Catalog;
using Platform.Registry.Layout;

namespace Platform.ExactlyOnce.Tests.Watching;

/// <summary>What the files below a pointer hold.</summary>
internal sealed record SnapshotContent(long Rows, long Ids, long Amounts, IReadOnlyDictionary<string, string> Footer)
{
    /// <summary>Reads every row of every part.</summary>
    public static SnapshotContent Read(ILake lake, Pointer pointer)
    {
        long rows = 0, ids = 0, amounts = 0;
        var footer = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Parts(lake.Files(pointer.Location)))
        {
            using var reader = Open(pointer, part);
            foreach (var (key, value) in reader.Metadata) footer[key] = value;
            foreach (var batch in reader.Read())
            {
                rows += batch.RowCount;
                ids += Sum(batch, "id");
                amounts += Sum(batch, "amount");
            }
        }

        return new SnapshotContent(rows, ids, amounts, footer);
    }

    /// <summary>Why this is no state that the loaded table ever had; null where it is one.</summary>
    [SuppressMessage("Globalization", "CA1305", Justification = "a message of a test")]
    public string? Mixed()
    {
        if (Rows == 0 || Rows % Load.Batch != 0) return $"{Rows} rows are no whole number of batches";
        if (Ids != Rows * (Rows + 1) / 2) return $"{Rows} rows have ids that add up to {Ids}";
        return Amounts == Rows * Load.Amount ? null : $"{Rows} rows have amounts that add up to {Amounts}";
    }

    /// <summary>Why a reader that follows the pointer now would not find a whole snapshot; null where it would.</summary>
    public static string? Incomplete(ILake lake, Pointer pointer)
    {
        var files = lake.Files(pointer.Location);
        if (!files.ContainsKey(ObjectLayout.ManifestName)) return "there is no manifest";
        var parts = Parts(files).ToList();
        if (parts.Count == 0) return "there are no parts";
        if (parts.Sum(part => part.LongLength) != pointer.Parameters.Bytes) return $"the parts have {parts.Sum(part => part.LongLength)} bytes, the catalog says {pointer.Parameters.Bytes}";
        long rows = 0;
        foreach (var part in parts)
        {
            using var reader = Open(pointer, part);
            rows += reader.Read().Sum(batch => (long)batch.RowCount);
        }

        return rows == pointer.Parameters.Rows ? null : $"the parts have {rows} rows, the catalog says {pointer.Parameters.Rows}";
    }

    private static IFileReader Open(Pointer pointer, byte[] part) => pointer.Format == "avro" ? AvroReader.Open(new MemoryStream(part)) : ParquetReader.Open(part);

    private static IEnumerable<byte[]> Parts(IReadOnlyDictionary<string, byte[]> files) => files.Where(file => file.Key.StartsWith("part-", StringComparison.Ordinal)).Select(file => file.Value);

    private static long Sum(ColumnBatch batch, string name)
    {
        var column = (FixedColumn<long>)batch.Columns.First(c => c.Field.Name == name);
        column.Materialize();
        long sum = 0;
        foreach (var value in column.Values) sum += value;
        return sum;
    }
}
