using System.Text;
using System.Text.Json;
using Platform.Registry.Types;

namespace Platform.Registry.Avro;

/// <summary>One column of an Avro file.</summary>
public sealed record AvroColumn(string Name, LakeType Type, bool Nullable);

/// <summary>
/// The Avro schema of a table's files, as the files' headers hold it and the catalog repeats it: a record named <see cref="RootName"/>, nullable
/// columns as unions of null and their type with default null, logical types as the specification (1.12) names them. Elements of arrays, values
/// of maps and fields of records may always be null.
/// </summary>
public static class AvroSchema
{
    /// <summary>Readers compare the names of records, so that of the root never changes.</summary>
    public const string RootName = "row";

    /// <summary>The property of a field whose name had to be changed: the column's own name.</summary>
    public const string NameProperty = "platform.name";

    /// <summary>The property of a type that Avro has no name for: the lake's.</summary>
    public const string TypeProperty = "platform.type";

    public static string Of(IEnumerable<AvroColumn> columns)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) WriteRecord(json, RootName, columns, new AvroNames());
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteRecord(Utf8JsonWriter json, string name, IEnumerable<AvroColumn> columns, AvroNames records)
    {
        json.WriteStartObject();
        json.WriteString("type", "record");
        json.WriteString("name", records.Take(name));
        json.WriteStartArray("fields");
        var names = new AvroNames();
        foreach (var column in columns)
        {
            var written = names.Take(column.Name);
            json.WriteStartObject();
            json.WriteString("name", written);
            if (written != column.Name) json.WriteString(NameProperty, column.Name);
            json.WritePropertyName("type");
            WriteType(json, $"{name}_{written}", column.Type, column.Nullable, records);
            if (column.Nullable) json.WriteNull("default");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string path, LakeType type, bool nullable, AvroNames records)
    {
        if (nullable)
        {
            json.WriteStartArray();
            json.WriteStringValue("null");
        }

        WriteType(json, path, type, records);
        if (nullable) json.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter json, string path, LakeType type, AvroNames records)
    {
        switch (type)
        {
            case LakeType.Struct row:
                WriteRecord(json, path, row.Fields.Select(f => new AvroColumn(f.Name, f.Type, true)), records);
                return;
            case LakeType.List list:
                json.WriteStartObject();
                json.WriteString("type", "array");
                json.WritePropertyName("items");
                WriteType(json, path, list.Element, true, records);
                json.WriteEndObject();
                return;
            case LakeType.Map:
                json.WriteStartObject();
                json.WriteString("type", "map");
                json.WritePropertyName("values");
                WriteType(json, path, new LakeType.Text(), true, records);
                json.WriteEndObject();
                return;
            default:
                WriteScalar(json, type);
                return;
        }
    }

    private static void WriteScalar(Utf8JsonWriter json, LakeType type)
    {
        var (name, logical) = type switch
        {
            LakeType.Boolean => ("boolean", null),
            LakeType.SmallInt or LakeType.Integer => ("int", null),
            LakeType.BigInt => ("long", null),
            LakeType.Real => ("float", null),
            LakeType.DoublePrecision => ("double", null),
            LakeType.Decimal => ("bytes", "decimal"),
            LakeType.Binary => ("bytes", null),
            LakeType.Uuid => ("string", "uuid"),
            LakeType.Date => ("int", "date"),
            LakeType.Timestamp(true, false) => ("long", "timestamp-micros"),
            LakeType.Timestamp(true, true) => ("long", "timestamp-millis"),
            LakeType.Timestamp(false, false) => ("long", "local-timestamp-micros"),
            LakeType.Timestamp(false, true) => ("long", "local-timestamp-millis"),
            LakeType.Text => ("string", (string?)null),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.CatalogType, "No Avro type is known for it."),
        };
        if (logical is null && type is not LakeType.SmallInt)
        {
            json.WriteStringValue(name);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", name);
        if (logical is not null) json.WriteString("logicalType", logical);
        if (type is LakeType.SmallInt) json.WriteString(TypeProperty, type.CatalogType);
        if (type is LakeType.Decimal(var precision, var scale))
        {
            json.WriteNumber("precision", precision);
            json.WriteNumber("scale", scale);
        }

        json.WriteEndObject();
    }
}
