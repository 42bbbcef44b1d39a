using System.Collections.Frozen;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Registry.Types;

/// <summary>Which lake type a PostgreSQL type becomes: the one table behind files, catalog, live schema check and documentation.</summary>
public static class TypeTable
{
    private static readonly LakeType Text = new LakeType.Text();

    /// <summary>Types with one lake type of their own, by canonical name.</summary>
    private static readonly FrozenDictionary<string, LakeType> Own = new Dictionary<string, LakeType>(StringComparer.Ordinal)
    {
        ["boolean"] = new LakeType.Boolean(),
        ["smallint"] = new LakeType.SmallInt(),
        ["integer"] = new LakeType.Integer(),
        ["bigint"] = new LakeType.BigInt(),
        ["real"] = new LakeType.Real(),
        ["double precision"] = new LakeType.DoublePrecision(),
        ["money"] = new LakeType.Decimal(19, 2),
        ["oid"] = new LakeType.BigInt(),
        ["xid"] = new LakeType.BigInt(),
        ["cid"] = new LakeType.BigInt(),
        ["xid8"] = new LakeType.BigInt(),
        ["bytea"] = new LakeType.Binary(),
        ["date"] = new LakeType.Date(),
        ["timestamp without time zone"] = new LakeType.Timestamp(Utc: false),
        ["timestamp with time zone"] = new LakeType.Timestamp(Utc: true),
        ["text"] = Text,
        ["character varying"] = Text,
        ["character"] = Text,
        ["bpchar"] = Text,
        ["name"] = Text,
        [PostgresTypeAliases.OneByteChar] = Text,
        ["citext"] = Text,
        ["json"] = Text,
        ["jsonb"] = Text,
        ["xml"] = Text,
        ["uuid"] = Text,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Resolves a type and form.</summary>
    /// <param name="typeText">The PostgreSQL type as written.</param>
    /// <param name="form">The entry's <c>as</c>; null takes the type's own lake type.</param>
    public static TypeResolution Find(string typeText, string? form = null) => PostgresTypeName.TryParse(typeText, out var type)
        ? Find(type, form)
        : TypeResolution.No(
            $"'{typeText}' is not a PostgreSQL type name",
            "write the type as psql's \\d shows it, such as bigint, numeric(12,2), timestamp(3) with time zone or text[]");

    public static TypeResolution Find(PostgresTypeName type, string? form = null)
    {
        if (!AsForm.TryParse(form, out var asked))
            return TypeResolution.No($"as: {form} is not known", $"expected one of {AsForm.Allowed}");
        return asked.Kind switch
        {
            AsKind.Text => TypeResolution.Of(Text, ReadForm.Text),
            AsKind.Json => JsonForm(type, asked),
            AsKind.Struct => RangeTypes.Find(type, asked),
            _ when type.IsArray => ArrayType(type, asked),
            _ => ScalarType(type, asked),
        };
    }

    /// <summary>Resolves a column of an entry, its mask applied.</summary>
    public static TypeResolution Find(EntryColumn column) => MaskedTypes.Find(column);

    /// <summary>A type that PostgreSQL itself, or the table, has a place for: no composite of the user's own.</summary>
    internal static bool IsKnown(PostgresTypeName type) => type.Schema is null && (type.Name is "numeric" or "hstore" || Own.ContainsKey(type.Name));

    /// <exception cref="PlatformException">Configuration (78), kind <c>column-type</c>.</exception>
    public static LakeType Resolve(EntryColumn column) => Resolve(Find(column));

    /// <exception cref="PlatformException">Configuration (78), kind <c>column-type</c>.</exception>
    public static LakeType Resolve(string typeText, string? form = null) => Resolve(Find(typeText, form));

    private static LakeType Resolve(TypeResolution found) => found.Resolved
        ? found.Type
        : throw new PlatformException(Stage.Configure, ExitCode.Configuration, found.Problem, found.Hint) { Kind = "column-type" };

    private static TypeResolution ArrayType(PostgresTypeName type, AsForm asked)
    {
        if (asked.Kind is not (AsKind.Own or AsKind.List)) return Refused(type, asked, "list, json, text");
        if (type.Element.Name == "hstore") return TypeResolution.No($"{type} has no list in the lake", "use as: json or as: text");
        var element = ScalarType(type.Element, AsForm.Own);
        return element.Resolved ? TypeResolution.Of(new LakeType.List(element.Type), element.Form) : element;
    }

    private static TypeResolution ScalarType(PostgresTypeName type, AsForm asked) => type.Schema is null ? Builtin(type, asked) : Unknown(type, asked);

    private static TypeResolution Builtin(PostgresTypeName type, AsForm asked)
    {
        if (type.Name == "numeric") return NumericTypes.Find(type, asked);
        if (type.Name == "hstore") return Hstore(type, asked);
        if (!Own.TryGetValue(type.Name, out var own)) return Unknown(type, asked);
        return asked.Kind switch
        {
            AsKind.Own => TypeResolution.Of(own),
            AsKind.Decimal when type.Name == "money" => TypeResolution.Of(asked.Decimal!),
            AsKind.Uuid when type.Name == "uuid" => TypeResolution.Of(new LakeType.Uuid()),
            AsKind.Trimmed when type.Name is "character" or "bpchar" => TypeResolution.Of(Text, ReadForm.Trimmed),
            AsKind.Millis when own is LakeType.Timestamp timestamp => TypeResolution.Of(timestamp with { Millis = true }),
            _ => Refused(type, asked, Forms(type.Name, own)),
        };
    }

    /// <summary>Enums, extension types and every other type: PostgreSQL's own text form.</summary>
    private static TypeResolution Unknown(PostgresTypeName type, AsForm asked) =>
        asked.Kind == AsKind.Own ? TypeResolution.Of(Text, ReadForm.Text) : Refused(type, asked, "struct (a range), json, text");

    private static string Forms(string name, LakeType own) => name switch
    {
        "money" => "decimal(p,s), text",
        "uuid" => "uuid, text",
        "character" or "bpchar" => "trimmed, text",
        _ when own is LakeType.Timestamp => "millis, text",
        _ => "text",
    };

    internal static TypeResolution Refused(PostgresTypeName type, AsForm asked, string allowed) =>
        TypeResolution.No($"as: {asked} does not apply to {type}", $"expected one of {allowed}, or leave as out");

    private static TypeResolution Hstore(PostgresTypeName type, AsForm asked) =>
        asked.Kind is AsKind.Own or AsKind.Map ? TypeResolution.Of(new LakeType.Map()) : Refused(type, asked, "map, json, text");

    /// <summary>Of what has parts; of a type of its own in the lake it would only be that value in quotes.</summary>
    private static TypeResolution JsonForm(PostgresTypeName type, AsForm asked)
    {
        if (type is { IsArray: false, Schema: null, Name: "json" or "jsonb" }) return TypeResolution.Of(Text);
        var hasParts = type.IsArray || type.Schema is not null || type.Name == "hstore" || (type.Name != "numeric" && !Own.ContainsKey(type.Name));
        return hasParts ? TypeResolution.Of(Text, ReadForm.Json) : Refused(type, asked, Forms(type.Name, Own.GetValueOrDefault(type.Name, Text)));
    }
}
