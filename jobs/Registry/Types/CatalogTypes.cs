using Platform.Registry.Entries;

namespace Platform.Registry.Types;

/// <summary>The catalog's type of a column, which is what the format's Hive reader makes of it: no format but Parquet has a place for every type.</summary>
public static class CatalogTypes
{
    /// <summary>
    /// Avro has no 16-bit integers, and UUIDs are strings in it; JSON Lines has strings for bytes; of CSV, Hive's reader (OpenCSVSerde) makes strings
    /// whatever a column is, and cannot tell a null from an empty one.
    /// </summary>
    public static string Of(LakeType type, FileFormat format) => (format, type) switch
    {
        (FileFormat.Parquet, _) => type.CatalogType,
        (FileFormat.Csv, _) => "string",
        (_, LakeType.Uuid) or (FileFormat.JsonLines, LakeType.Binary) => "string",
        (FileFormat.Avro, LakeType.SmallInt) => "int",
        (_, LakeType.List(var element)) => $"array<{Of(element, format)}>",
        (_, LakeType.Struct(var fields)) => $"struct<{string.Join(',', fields.Select(f => $"{f.Name}:{Of(f.Type, format)}"))}>",
        _ => type.CatalogType,
    };
}
