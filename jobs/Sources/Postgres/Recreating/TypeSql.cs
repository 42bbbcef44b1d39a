using Platform.Registry.Entries;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>User-defined types as SQL.</summary>
internal static class TypeSql
{
    /// <summary>A multirange comes with its range, and a type of an extension or in C with that. The canonical function of a range takes the range itself, and cannot be there before it.</summary>
    public static bool CanMake(TypeDdl type) => type is { Extension: null, Kind: "e" or "d" or "c" or "r", Range: null or { Canonical: null } };

    public static IEnumerable<DefinitionStep> Steps(TypeDdl type, NameMap names)
    {
        var named = names[new TableName(type.Schema, type.Name)];
        var name = Identifier.Quote(named);
        var what = $"type {type.Schema}.{type.Name}";
        yield return new DefinitionStep(what, Create(type, name, names), IsEssential: true);
        if (type.Comment is { } comment) yield return new DefinitionStep($"comment of {what}", $"comment on type {name} is {Identifier.Literal(comment)}");
        // Those that old values break cannot stand in CREATE DOMAIN.
        foreach (var constraint in (type.Constraints ?? []).Where(IsNotValid)) yield return new DefinitionStep($"constraint {constraint.Name} of {what}", $"alter domain {name} add {Constraint(constraint, names)}");
        foreach (var sql in type.Comments ?? []) yield return new DefinitionStep($"comment on a part of {what}", names.Rewrite(sql));
    }

    /// <summary>Into its final schema; the multirange and the functions that a range brought stay behind unless they are moved too.</summary>
    public static IEnumerable<string> Moves(TypeDdl type, TableName working)
    {
        yield return $"alter type {Identifier.Quote(working)} set schema {Identifier.Quote(type.Schema)}";
        if (type.Kind != "r") yield break;
        yield return $"""
            do $$ declare companion record; begin
              for companion in
                select 'type' as kind, format('%I.%I', n.nspname, m.typname) as name
                from pg_type m join pg_namespace n on n.oid = m.typnamespace where n.nspname = {Identifier.Literal(working.Schema)} and m.typtype = 'm'
                union all
                select 'function', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = {Identifier.Literal(working.Schema)} loop
                execute format('alter %s %s set schema %I', companion.kind, companion.name, {Identifier.Literal(type.Schema)});
              end loop; end $$
            """;
    }

    private static string Create(TypeDdl type, string name, NameMap names) => type.Kind switch
    {
        "e" => $"create type {name} as enum ({string.Join(", ", (type.Labels ?? []).Select(Identifier.Literal))})",
        "d" => $"create domain {name} as {names.Rewrite(type.Base!)}{(type.Collation is { } collation ? $" collate {collation}" : "")}{Default(type, names)}{(type.NotNull ? " not null" : "")}"
            + string.Concat((type.Constraints ?? []).Where(c => !IsNotValid(c)).Select(c => $" {Constraint(c, names)}")),
        "c" => $"create type {name} as ({string.Join(", ", (type.Attributes ?? []).Select(a => $"{Identifier.Quote(a.Name)} {names.Rewrite(a.Type)}{(a.Collation is null ? "" : $" collate {a.Collation}")}"))})",
        _ => $"create type {name} as range ({string.Join(", ", RangeOptions(type, names))})",
    };

    private static string Constraint(TypeConstraintDdl constraint, NameMap names) => $"constraint {Identifier.Quote(constraint.Name)} {names.Rewrite(constraint.Definition)}";

    private static bool IsNotValid(TypeConstraintDdl constraint) => constraint.Definition.EndsWith(" NOT VALID", StringComparison.Ordinal);

    private static IEnumerable<string> RangeOptions(TypeDdl type, NameMap names)
    {
        yield return $"subtype = {names.Rewrite(type.Base!)}";
        if (type.Range?.OperatorClass is { } operators) yield return $"subtype_opclass = {operators}";
        if (type.Range?.Collation is { } collation) yield return $"collation = {collation}";
        if (type.Range?.SubtypeDiff is { } difference) yield return $"subtype_diff = {difference}";
    }

    private static string Default(TypeDdl type, NameMap names) => type.Default is { } expression ? $" default {names.Rewrite(expression)}" : "";

    /// <summary>What a type of this name would have to have for the values of the other: an enum may have got further labels since.</summary>
    public static bool Serves(TypeDdl there, TypeDdl wanted)
    {
        if (there.Kind != wanted.Kind || there.Base != wanted.Base || (wanted.Range is not null && there.Range != wanted.Range)) return false;
        if (wanted.Kind == "e") return (wanted.Labels ?? []).All((there.Labels ?? []).Contains);
        return (there.Attributes ?? []).Select(a => (a.Name, a.Type)).SequenceEqual((wanted.Attributes ?? []).Select(a => (a.Name, a.Type))) && (there.Constraints ?? []).SequenceEqual(wanted.Constraints ?? []) && there.NotNull == wanted.NotNull;
    }
}
