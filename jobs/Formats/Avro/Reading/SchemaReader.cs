using System.Text.Json;
using Platform.Formats.Avro.Decoders;
using Platform.Formats.Avro.Values;
using Platform.Formats.Files;
using Platform.Registry.Avro;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.Avro.Reading;

/// <summary>From a file's schema to fields and decoders. What the lake's types cannot say is refused with the column's name.</summary>
internal sealed class SchemaReader
{
    private readonly Dictionary<string, JsonElement> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private string? _column;

    /// <summary>A column, or a value inside one, and how it is decoded.</summary>
    public readonly record struct Decoded(string Name, LakeType Type, bool Nullable, ValueDecoder Decoder);

    /// <exception cref="PlatformException">The schema is no schema, or holds what is not supported (65).</exception>
    public static IReadOnlyList<Decoded> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || TypeName(root) != "record") throw NotSupported("its schema is not a record", null);
            return new SchemaReader().Fields(root, "", isRoot: true);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw BrokenFile.Corrupt(AvroReader.Name, "its schema is no Avro schema", 0);
        }
    }

    private List<Decoded> Fields(JsonElement record, string space, bool isRoot)
    {
        var fields = new List<Decoded>();
        if (!record.TryGetProperty("fields", out var written) || written.ValueKind != JsonValueKind.Array) throw BrokenFile.Corrupt(AvroReader.Name, "a record of its schema has no fields", 0);
        foreach (var field in written.EnumerateArray())
        {
            var name = Text(field, AvroSchema.NameProperty) ?? Text(field, "name") ?? throw BrokenFile.Corrupt(AvroReader.Name, "a field of its schema has no name", 0);
            if (isRoot) _column = name;
            if (!field.TryGetProperty("type", out var type)) throw BrokenFile.Corrupt(AvroReader.Name, "a field of its schema has no type", 0, _column);
            fields.Add(Union(type, space) with { Name = name });
        }

        // A record of no bytes could be announced any number of times.
        if (fields.Count == 0) throw NotSupported("a record has no fields", _column);
        if (fields.DistinctBy(f => f.Name).Count() != fields.Count) throw BrokenFile.Corrupt(AvroReader.Name, "a record of its schema has two fields of one name", 0, _column);
        return fields;
    }

    /// <summary>A type, or a union of null and a type.</summary>
    private Decoded Union(JsonElement type, string space)
    {
        if (type.ValueKind != JsonValueKind.Array) return Single(type, space);
        var branches = type.EnumerateArray().ToList();
        var at = branches.FindIndex(b => b.ValueKind == JsonValueKind.String && b.GetString() == "null");
        if (branches.Count != 2 || at < 0) throw NotSupported("a union of other than null and one type", _column);
        var inner = Single(branches[1 - at], space);
        return inner with { Nullable = true, Decoder = new NullableDecoder(inner.Decoder, at) };
    }

    private Decoded Single(JsonElement type, string space)
    {
        if (type.ValueKind == JsonValueKind.String) return Named(type.GetString()!, space);
        if (type.ValueKind != JsonValueKind.Object) throw BrokenFile.Corrupt(AvroReader.Name, "a type of its schema is none", 0, _column);
        if (!type.TryGetProperty("type", out var inner)) throw BrokenFile.Corrupt(AvroReader.Name, "a type of its schema has no name", 0, _column);
        // { "type": { "type": "string" } } is a string.
        if (inner.ValueKind != JsonValueKind.String) return Union(inner, space);
        return inner.GetString() switch
        {
            "record" or "error" => Define(type, space, (full, within) => Record(type, full, within)),
            "enum" => Define(type, space, (_, _) => Of(new LakeType.Text(), new EnumDecoder(type.GetProperty("symbols").EnumerateArray().Select(s => s.GetString()!)))),
            "fixed" => Define(type, space, (_, _) => Fixed(type)),
            "array" => Array(Union(type.GetProperty("items"), space)),
            "map" => Map(Union(type.GetProperty("values"), space)),
            { } name when Primitive(name, Text(type, "logicalType"), type) is { } found => found,
            { } name => Named(name, space),
            null => throw BrokenFile.Corrupt(AvroReader.Name, "a type of its schema has no name", 0, _column),
        };
    }

    private Decoded Record(JsonElement type, string fullName, string space)
    {
        if (!_open.Add(fullName)) throw NotSupported("a record contains itself", _column);
        var fields = Fields(type, space, isRoot: false);
        _open.Remove(fullName);
        return Of(new LakeType.Struct([.. fields.Select(f => new StructField(f.Name, f.Type))]), new StructDecoder([.. fields.Select(f => f.Decoder)]));
    }

    private static Decoded Array(Decoded element) => Of(new LakeType.List(element.Type), new ListDecoder(element.Decoder));

    private Decoded Map(Decoded value) =>
        value.Type is LakeType.Text ? Of(new LakeType.Map(), new MapDecoder(value.Decoder)) : throw NotSupported("a map of other values than strings", _column);

    private Decoded Fixed(JsonElement type)
    {
        var size = type.GetProperty("size").GetInt32();
        if (size < 1) throw NotSupported("a fixed type has no bytes", _column);
        return Text(type, "logicalType") switch
        {
            "decimal" => Of(DecimalType(type), new FixedDecimalDecoder(size)),
            "uuid" when size == FixedUuidDecoder.Size => Of(new LakeType.Uuid(), new FixedUuidDecoder()),
            "duration" => throw NotSupported("logical type duration is not known", _column),
            _ => Of(new LakeType.Binary(), new BytesDecoder(size)),
        };
    }

    private Decoded Named(string name, string space)
    {
        if (Primitive(name, null, default) is { } primitive) return primitive;
        var full = name.Contains('.', StringComparison.Ordinal) || space.Length == 0 ? name : $"{space}.{name}";
        if (_open.Contains(full)) throw NotSupported("a record contains itself", _column);
        if (_named.TryGetValue(full, out var type)) return Single(type, space);
        throw NotSupported("a type of its schema is not known", _column);
    }

    private Decoded Define(JsonElement type, string space, Func<string, string, Decoded> read)
    {
        var name = Text(type, "name") ?? throw BrokenFile.Corrupt(AvroReader.Name, "a type of its schema has no name", 0, _column);
        var dot = name.LastIndexOf('.');
        var within = dot >= 0 ? name[..dot] : Text(type, "namespace") ?? space;
        var full = dot >= 0 || within.Length == 0 ? name : $"{within}.{name}";
        _named[full] = type;
        return read(full, within);
    }

    private Decoded? Primitive(string name, string? logical, JsonElement type) => (name, logical) switch
    {
        ("null", _) => throw NotSupported("a column that is always null", _column),
        ("boolean", _) => Of(new LakeType.Boolean(), new FixedDecoder<byte, BooleanForm>()),
        ("int", "date") => Of(new LakeType.Date(), new FixedDecoder<int, IntForm>()),
        ("int", "time-millis") or ("long", "time-micros" or "timestamp-nanos" or "local-timestamp-nanos") => throw NotSupported($"logical type {logical} is not known", _column),
        ("int", _) when type.ValueKind == JsonValueKind.Object && Text(type, AvroSchema.TypeProperty) == "smallint" => Of(new LakeType.SmallInt(), new FixedDecoder<int, IntForm>()),
        ("int", _) => Of(new LakeType.Integer(), new FixedDecoder<int, IntForm>()),
        ("long", "timestamp-micros") => Of(new LakeType.Timestamp(true), new FixedDecoder<long, LongForm>()),
        ("long", "timestamp-millis") => Of(new LakeType.Timestamp(true, Millis: true), new FixedDecoder<long, LongForm>()),
        ("long", "local-timestamp-micros") => Of(new LakeType.Timestamp(false), new FixedDecoder<long, LongForm>()),
        ("long", "local-timestamp-millis") => Of(new LakeType.Timestamp(false, Millis: true), new FixedDecoder<long, LongForm>()),
        ("long", _) => Of(new LakeType.BigInt(), new FixedDecoder<long, LongForm>()),
        ("float", _) => Of(new LakeType.Real(), new FixedDecoder<float, FloatForm>()),
        ("double", _) => Of(new LakeType.DoublePrecision(), new FixedDecoder<double, DoubleForm>()),
        ("bytes", "decimal") => OfDecimal(DecimalType(type)),
        ("bytes", _) => Of(new LakeType.Binary(), new BytesDecoder()),
        ("string", "uuid") => Of(new LakeType.Uuid(), new FixedDecoder<UInt128, UuidForm>()),
        ("string", _) => Of(new LakeType.Text(), new BytesDecoder()),
        _ => null,
    };

    private LakeType.Decimal DecimalType(JsonElement type)
    {
        var precision = type.GetProperty("precision").GetInt32();
        var scale = type.TryGetProperty("scale", out var written) ? written.GetInt32() : 0;
        return precision is >= 1 and <= 38 && scale >= 0 && scale <= precision
            ? new LakeType.Decimal(precision, scale)
            : throw NotSupported($"a decimal of {precision} digits, {scale} of them behind the point", _column);
    }

    private static Decoded OfDecimal(LakeType.Decimal type) => Of(type, type.Storage switch
    {
        Storage.Int32 => new FixedDecoder<int, DecimalForm>(),
        Storage.Int64 => new FixedDecoder<long, DecimalForm>(),
        _ => new FixedDecoder<Int128, DecimalForm>(),
    });

    private static Decoded Of(LakeType type, ValueDecoder decoder) => new("", type, false, decoder);

    private static string? TypeName(JsonElement type) => Text(type, "type");

    private static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static PlatformException NotSupported(string what, string? column) => BrokenFile.NotSupported(AvroReader.Name, what, 0, column);
}
