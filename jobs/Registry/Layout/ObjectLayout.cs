using System.Globalization;
using Platform.Registry.Entries;

namespace Platform.Registry.Layout;

/// <summary>
/// Where everything lies in the lake, the same for <c>file://</c> and <c>s3://</c>. Keys are relative to the lake's root, with forward slashes;
/// prefixes end in one, so that a sibling is never matched.
/// </summary>
public static class ObjectLayout
{
    /// <summary>The name of the first output.</summary>
    public const string MainOutput = "main";

    /// <summary>Written last, beside the parts: an attempt without it is not complete.</summary>
    public const string ManifestName = "_manifest.json";

    /// <summary>The catalog's partition keys, in order; both are strings.</summary>
    public static IReadOnlyList<string> PartitionKeys { get; } = ["snapshot_date", "snapshot_hour"];

    /// <summary><c>&lt;source&gt;/&lt;schema&gt;/&lt;table&gt;/</c>, and <c>_output=&lt;name&gt;/</c> below it for another output than <c>main</c>.</summary>
    public static string TablePrefix(string source, TableName table, string output = MainOutput)
    {
        var prefix = $"{source}/{PathName.Of(table.Schema)}/{PathName.Of(table.Name)}/";
        return output == MainOutput ? prefix : $"{prefix}_output={PathName.Of(output)}/";
    }

    /// <summary>The prefix of all attempts at one snapshot time.</summary>
    public static string SnapshotPrefix(string source, TableName table, SnapshotTime time, string output = MainOutput) =>
        $"{TablePrefix(source, table, output)}snapshot_date={time.DatePartition}/snapshot_hour={time.HourPartition}/";

    /// <summary>The prefix of one attempt: the location of its catalog partition.</summary>
    public static string AttemptPrefix(string source, TableName table, SnapshotTime time, Ulid attempt, string output = MainOutput) =>
        $"{SnapshotPrefix(source, table, time, output)}attempt={attempt}/";

    /// <summary><c>part-NNNNN.&lt;ext&gt;</c>, the 0-based index in at least five digits.</summary>
    public static string PartName(int index, FileFormat format, Compression compression) =>
        string.Create(CultureInfo.InvariantCulture, $"part-{index:D5}.{Extension(format, compression)}");

    /// <summary>Parquet and Avro compress inside the file; the others as a whole, which their extension says.</summary>
    public static string Extension(FileFormat format, Compression compression) => format switch
    {
        FileFormat.Parquet => "parquet",
        FileFormat.Avro => "avro",
        FileFormat.Csv => "csv" + Suffix(compression),
        FileFormat.JsonLines => "jsonl" + Suffix(compression),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The immutable document of a validated entry: <c>_registry/&lt;source&gt;/&lt;schema&gt;.&lt;table&gt;/&lt;sha256&gt;.json</c>.</summary>
    public static string EntryKey(string source, TableName table, string sha256) => $"{EntryPrefix(source, table)}{sha256}.json";

    /// <summary>The prefix of all documents of one table.</summary>
    public static string EntryPrefix(string source, TableName table) => $"_registry/{source}/{EntryFileStem(table)}/";

    /// <summary>The immutable document of a consistency group: <c>_registry/&lt;source&gt;/_group=&lt;name&gt;/&lt;sha256&gt;.json</c>; no table's part begins so.</summary>
    public static string GroupKey(string source, string group, string sha256) => $"{GroupPrefix(source, group)}{sha256}.json";

    /// <summary>The prefix of all documents of one group.</summary>
    public static string GroupPrefix(string source, string group) => $"_registry/{source}/_group={group}/";

    /// <summary>The name of a table's registry file, without its extension: <c>&lt;schema&gt;.&lt;table&gt;</c>.</summary>
    public static string EntryFileStem(TableName table) => $"{PathName.Of(table.Schema)}.{PathName.Of(table.Name)}";

    /// <summary>The local catalog's file of a table.</summary>
    public static string CatalogKey(string database, string table) => $"_catalog/{database}/{table}.json";

    private static string Suffix(Compression compression) => compression switch
    {
        Compression.None => "",
        Compression.Gzip => ".gz",
        Compression.Zstd => ".zst",
        Compression.Snappy => ".snappy",
        _ => throw new ArgumentOutOfRangeException(nameof(compression)),
    };
}
