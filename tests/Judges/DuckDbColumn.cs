using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Judges;

/// <summary>How DuckDB is to read a column of a text file.</summary>
/// <param name="name">The column's name.</param>
/// <param name="read">The type that its reader is told.</param>
/// <param name="value">The expression that makes the value of it.</param>
internal sealed record DuckDbColumn(string name, string read, string value)
{
    public static DuckDbColumn Of(Field field, string format)
    {
        var column = $"\"{field.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var type = Type(field.Type);
        // Nested values are JSON in CSV; JSON Lines is read under the type itself.
        var read = format == "csv" ? "VARCHAR" : type;
        var typed = format != "csv" ? column : field.Type.Storage is Storage.List or Storage.Struct or Storage.Map ? $"CAST(CAST({column} AS JSON) AS {type})" : $"CAST({column} AS {type})";
        return new DuckDbColumn(field.Name, read, field.Type switch
        {
            LakeType.Binary => Bytes(typed),
            LakeType.List(LakeType.Binary) => $"list_transform({typed}, lambda x: {Bytes("x")})",
            _ => typed,
        });
    }

    private static string Type(LakeType type) => type switch
    {
        LakeType.SmallInt => "SMALLINT",
        LakeType.Integer => "INTEGER",
        LakeType.Timestamp { Utc: true } => "TIMESTAMPTZ",
        LakeType.Text or LakeType.Binary => "VARCHAR",
        LakeType.Uuid => "UUID",
        LakeType.List(var element) => $"{Type(element)}[]",
        LakeType.Struct(var fields) => $"STRUCT({string.Join(", ", fields.Select(f => $"\"{f.Name}\" {Type(f.Type)}"))})",
        LakeType.Map => "MAP(VARCHAR, VARCHAR)",
        _ => type.CatalogType,
    };

    private static string Bytes(string text) => $"unhex(substr({text}, 3))";
}
