using Platform.Registry.Avro;
using Platform.Registry.Entries;
using Platform.Registry.Types;

namespace Platform.Infra.Catalog;

/// <summary>The Hive classes by which Athena reads a file format.</summary>
public sealed record StorageFormat(string Classification, string Input, string Output, string Library, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>What the catalog says of an entry's files. Avro's reader needs the schema itself: of columns and types alone it makes another one, with milliseconds for microseconds.</summary>
    public static StorageFormat Of(Entry entry) => entry.Format switch
    {
        FileFormat.Parquet => new(
            "parquet",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            None),
        FileFormat.Avro => new(
            "avro",
            "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
            "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
            "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["avro.schema.literal"] = AvroSchema.Of(FileColumns.Of(entry).Select(c => new AvroColumn(c.Name, c.Type, Nullable: true))) }),
        FileFormat.Csv => new(
            "csv",
            "org.apache.hadoop.mapred.TextInputFormat",
            "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            "org.apache.hadoop.hive.serde2.OpenCSVSerde",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["separatorChar"] = ",", ["quoteChar"] = "\"", ["escapeChar"] = "\\" }),
        FileFormat.JsonLines => new(
            "json",
            "org.apache.hadoop.mapred.TextInputFormat",
            "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            "org.openx.data.jsonserde.JsonSerDe",
            None),
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };
}
