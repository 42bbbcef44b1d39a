using Platform.Registry.Entries;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>Extended statistics as SQL: <c>CREATE STATISTICS schema.name (kinds) ON … FROM schema.table</c>.</summary>
internal static class StatisticsSql
{
    public static DefinitionStep Step(string definition, TableName table, ObjectNames objects, NameMap names)
    {
        var name = NameOf(definition, objects);
        var rest = definition[SqlTokens.Of(definition)[4].EndExcl..];
        return new DefinitionStep($"statistics {name}", $"create statistics {Identifier.Quote(table with { Name = name })}{names.Rewrite(rest)}");
    }

    public static TableName SourceOf(string definition)
    {
        var tokens = SqlTokens.Of(definition);
        return new TableName(tokens[2].Value, tokens[4].Value);
    }

    public static string NameOf(string definition, ObjectNames objects) => objects[SqlTokens.Of(definition)[4].Value];
}
