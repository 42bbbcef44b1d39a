using Platform.Registry.Entries;

namespace Platform.Infra.Catalog;

/// <summary>The Hive classes by which Athena reads a file format.</summary>
public sealed record StorageFormat(string Classification, string Input, string Output, string Library, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    public static StorageFormat Of(FileFormat format) => format switch
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
            None),
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
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
