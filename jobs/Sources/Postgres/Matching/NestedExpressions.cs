using System.Globalization;
using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Matching;

/// <summary>
/// How composites, ranges, arrays of composites and hstore are read. The server puts a row together of just the fields that the entry names, each in the
/// form in which it is read; the proof is taken of the value itself.
/// </summary>
internal static class NestedExpressions
{
    /// <summary>Null where no exact way leads there.</summary>
    public static ColumnRead? Read(EntryColumn entry, LakeType type, LiveType live, string value, Field field, int? moneyScale, int depth) => (type, live) switch
    {
        (LakeType.Struct parts, { Kind: TypeKind.Composite }) => Composite(entry, parts, live, value, field, moneyScale, depth),
        (LakeType.Struct parts, { Kind: TypeKind.Range, Subtype: { } bound }) => Range(entry, parts, bound, value, field, moneyScale, depth),
        (LakeType.List { Element: LakeType.Struct parts }, { Kind: TypeKind.Multirange, Subtype: { } bound }) => Multirange(entry, parts, bound, value, field, moneyScale, depth),
        (LakeType.List { Element: LakeType.Struct parts }, { Element: { Kind: TypeKind.Composite } element }) => Array(entry, parts, element, value, field, moneyScale, depth),
        (LakeType.Map, { Name: "hstore" }) => new ColumnRead(field, Pairs(value, live), WireType.Array, WireType.Text) { OnLoss = entry.OnLoss },
        _ => null,
    };

    private static ColumnRead? Composite(EntryColumn entry, LakeType.Struct type, LiveType live, string value, Field field, int? moneyScale, int depth)
    {
        var parts = new List<ColumnRead>();
        foreach (var (asked, part) in entry.Fields!.Zip(type.Fields))
        {
            if (live.Attributes.FirstOrDefault(a => a.Name == asked.Name) is not { } attribute) return null;
            var found = TypeTable.Find(asked);
            parts.Add(ColumnExpressions.Value(asked with { OnLoss = entry.OnLoss }, found, attribute.Type, $"({value}).{Identifier.Quote(asked.Name)}", new Field(part.Name, part.Type), moneyScale, depth));
        }

        return Row(field, value, parts, entry.OnLoss);
    }

    private static ColumnRead Range(EntryColumn entry, LakeType.Struct type, LiveType bound, string value, Field field, int? moneyScale, int depth)
    {
        ColumnRead Bound(int part, string function) => ColumnExpressions.Value(
            new EntryColumn { Name = entry.Name, Type = bound.Text, OnLoss = entry.OnLoss }, TypeTable.Find(bound.Text), bound, $"{function}({value})",
            new Field(type.Fields[part].Name, type.Fields[part].Type), moneyScale, depth);
        ColumnRead Flag(int part, string function) => new(new Field(type.Fields[part].Name, type.Fields[part].Type), $"{function}({value})", WireType.Bool);
        return Row(field, value, [Bound(0, "lower"), Bound(1, "upper"), Flag(2, "lower_inc"), Flag(3, "upper_inc"), Flag(4, "isempty")], entry.OnLoss);
    }

    private static ColumnRead Multirange(EntryColumn entry, LakeType.Struct type, LiveType bound, string value, Field field, int? moneyScale, int depth)
    {
        var (element, position) = Names(depth);
        var part = Range(entry, type, bound, element, new Field("element", type), moneyScale, depth + 1);
        var source = new ElementSource($"unnest({value}) WITH ORDINALITY AS l{element} ({element}, {position})", element, position, $"(SELECT count(*) FROM unnest({value}))::int4", null);
        return ListOf(field, value, part, source, entry.OnLoss);
    }

    /// <summary>A FROM item that unnests an array of composites would spread them into columns, so each is taken by its subscript.</summary>
    private static ColumnRead? Array(EntryColumn entry, LakeType.Struct type, LiveType live, string value, Field field, int? moneyScale, int depth)
    {
        var (element, position) = Names(depth);
        if (Composite(entry, type, live, element, new Field("element", type), moneyScale, depth + 1) is not { } part) return null;
        var source = new ElementSource(
            $"(SELECT ({value})[{position}] AS {element}, {position} FROM generate_subscripts({value}, 1) AS {position} OFFSET 0) AS l{element}", element, position,
            $"cardinality({value})", $"coalesce(array_ndims({value}), 1) <> 1 OR coalesce(array_lower({value}, 1), 1) <> 1");
        return ListOf(field, value, part, source, entry.OnLoss);
    }

    /// <summary><c>IS DISTINCT FROM NULL</c> tells a null from a row of nulls, for which <c>IS NULL</c> is true as well.</summary>
    private static ColumnRead Row(Field field, string value, IReadOnlyList<ColumnRead> parts, OnLoss onLoss) =>
        new(field, $"CASE WHEN {value} IS DISTINCT FROM NULL THEN ROW({string.Join(", ", parts.Select(p => p.Expression))}) END", WireType.Record) { Value = value, Parts = parts, OnLoss = onLoss };

    /// <summary>An array that is no list is sent as one of two dimensions, which the decoder handles as the column says.</summary>
    private static ColumnRead ListOf(Field field, string value, ColumnRead part, ElementSource source, OnLoss onLoss)
    {
        var elements = $"ARRAY(SELECT {part.Expression} FROM {source.From} ORDER BY {source.Position})";
        var shaped = source.Misshapen is null ? "" : $"WHEN {source.Misshapen} THEN ARRAY[ARRAY[ROW(NULL)]] ";
        return new ColumnRead(field, $"CASE WHEN {value} IS NULL THEN NULL {shaped}ELSE {elements} END", WireType.Array) { Value = value, Parts = [part], Elements = source, OnLoss = onLoss };
    }

    /// <summary>The extension's own function: it may lie in any schema.</summary>
    private static string Pairs(string value, LiveType live) => $"{Identifier.Quote(live.Schema)}.hstore_to_array({value})";

    private static (string Element, string Position) Names(int depth) =>
        (string.Create(CultureInfo.InvariantCulture, $"e{depth}"), string.Create(CultureInfo.InvariantCulture, $"k{depth}"));
}
