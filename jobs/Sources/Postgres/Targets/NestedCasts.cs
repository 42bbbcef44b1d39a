using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Targets;

/// <summary>
/// Composites, arrays of them, ranges and hstore from the JSON that they are staged as, by the server: every part by its type's own input function. The way back
/// of <see cref="Matching.NestedExpressions"/>, and of <c>as: json</c>.
/// </summary>
internal static class NestedCasts
{
    /// <summary>An expression of the live type.</summary>
    /// <param name="json">A json value, null where SQL's or JSON's null.</param>
    /// <param name="entry">The column, or the field of a composite.</param>
    /// <param name="type">What it is in the lake.</param>
    /// <param name="live">What it is to be.</param>
    /// <param name="depth">How many lists are around it.</param>
    /// <exception cref="PlatformException">Data, <c>type-not-supported</c>.</exception>
    public static string Of(string json, EntryColumn entry, LakeType type, LiveType live, int depth = 0)
    {
        var value = (type, live) switch
        {
            (LakeType.Struct parts, { Kind: TypeKind.Composite }) => Composite(json, entry, parts, live, depth),
            (LakeType.Struct, { Kind: TypeKind.Range }) => Range(json, live, live.Text),
            (LakeType.List { Element: LakeType.Struct parts }, { Kind: TypeKind.Multirange }) => Multirange(json, live, depth),
            (LakeType.List list, { Element: { } element }) => $"{Elements(json, e => Of(e, entry, list.Element, element, depth + 1), depth)}::{live.Text}",
            (LakeType.Map, { Name: "hstore" }) => Hstore(json, live),
            (LakeType.Text, _) when entry.As == "json" => AsJson($"({json} #>> '{{}}')::json", live),
            (LakeType.Struct or LakeType.Map or LakeType.List, _) => throw NoWay(entry, type, live),
            _ => $"({json} #>> '{{}}')::{live.Text}",
        };
        return $"CASE WHEN {json} IS NOT NULL AND json_typeof({json}) <> 'null' THEN {value} END";
    }

    /// <summary>From what <c>to_json</c> made of a value, which <c>json_to_record</c> takes back; hstore alone has no such way.</summary>
    public static string AsJson(string json, LiveType live) => live.Name == "hstore"
        ? Hstore(json, live)
        : $"(SELECT r.v FROM json_to_record(json_build_object('v', {json})) AS r (v {live.Text}))";

    private static string Composite(string json, EntryColumn entry, LakeType.Struct type, LiveType live, int depth)
    {
        var parts = live.Attributes.Select(attribute =>
        {
            var index = entry.Fields is null ? -1 : entry.Fields.ToList().FindIndex(f => f.Name == attribute.Name);
            if (index < 0) throw NoWay(entry, type, live);
            return Of($"({json} -> {Identifier.Literal(attribute.Name)})", entry.Fields![index], type.Fields[index].Type, attribute.Type, depth);
        });
        return $"ROW({string.Join(", ", parts)})::{live.Text}";
    }

    private static string Range(string json, LiveType live, string range)
    {
        string Bound(string name) => $"({json} ->> '{name}')::{live.Subtype!.Text}";
        string Flag(string name) => $"({json} ->> '{name}')::boolean";
        var bounds = $"CASE WHEN {Flag("lower_inc")} THEN '[' ELSE '(' END || CASE WHEN {Flag("upper_inc")} THEN ']' ELSE ')' END";
        return $"CASE WHEN {Flag("empty")} THEN 'empty'::{range} ELSE {range}({Bound("lower")}, {Bound("upper")}, {bounds}) END";
    }

    /// <summary>The lake knows PostgreSQL's own multiranges only, which are named after their ranges.</summary>
    private static string Multirange(string json, LiveType live, int depth)
    {
        var range = live.Text.Replace("multirange", "range", StringComparison.Ordinal);
        return $"{live.Text}(VARIADIC {Elements(json, e => Range(e, live, range), depth)}::{range}[])";
    }

    private static string Hstore(string json, LiveType live)
    {
        var schema = Identifier.Quote(live.Schema);
        return $"coalesce((SELECT {schema}.hstore(array_agg(p.key), array_agg(p.value)) FROM json_each_text({json}) AS p), ''::{live.Text})";
    }

    private static string Elements(string json, Func<string, string> element, int depth)
    {
        var (name, position) = (string.Create(CultureInfo.InvariantCulture, $"e{depth}"), string.Create(CultureInfo.InvariantCulture, $"k{depth}"));
        return $"ARRAY(SELECT {element(name)} FROM json_array_elements({json}) WITH ORDINALITY AS l{name} ({name}, {position}) ORDER BY {position})";
    }

    private static PlatformException NoWay(EntryColumn entry, LakeType type, LiveType live) =>
        new(Stage.Plan, ExitCode.Data, $"No exact way leads from {type} in the lake back to PostgreSQL's {live}: the snapshot does not hold all of its fields.", "restore a snapshot that names every field, or holds the column as: text")
        { Kind = "type-not-supported", Column = entry.Name };
}
