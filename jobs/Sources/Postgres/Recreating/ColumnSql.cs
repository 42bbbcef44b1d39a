using Platform.Registry.Entries;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>Columns as SQL: what stands in CREATE TABLE, and what is set afterwards.</summary>
internal static class ColumnSql
{
    /// <param name="column">The column.</param>
    /// <param name="notNull">Name of its NOT NULL constraint (PostgreSQL 18); null where it has the server's choice.</param>
    /// <param name="identity">Sequence of an identity column, and its name.</param>
    /// <param name="names">New names.</param>
    public static string InTable(ColumnDdl column, string? notNull, (SequenceDdl Sequence, TableName Name)? identity, NameMap names)
    {
        var sql = $"{Identifier.Quote(column.Name)} {names.Rewrite(column.Type)}";
        if (column.Collation is { } collation) sql += $" collate {collation}";
        if (column.NotNull) sql += notNull is null ? " not null" : $" constraint {Identifier.Quote(notNull)} not null";
        if (column.Generated is { } generated) sql += $" generated always as ({names.Rewrite(column.Default!)}) {(generated == "v" ? "virtual" : "stored")}";
        if (column.Identity is { } kind)
            sql += $" generated {(kind == "a" ? "always" : "by default")} as identity{(identity is var (sequence, name) ? $" ({SequenceSql.Identity(sequence, name)})" : "")}";
        return sql;
    }

    /// <param name="column">The column.</param>
    /// <param name="table">Its table, quoted.</param>
    /// <param name="names">New names.</param>
    public static IEnumerable<DefinitionStep> Afterwards(ColumnDdl column, string table, NameMap names)
    {
        var alter = $"alter table {table} alter column {Identifier.Quote(column.Name)}";
        if (column is { Default: { } expression, Generated: null }) yield return Step("default", $"set default {names.Rewrite(expression)}");
        if (column.Storage is { } storage) yield return Step("storage", $"set storage {StorageOf(storage)}");
        if (column.Compression is { } compression) yield return Step("compression", $"set compression {(compression == "l" ? "lz4" : "pglz")}");
        if (column.StatisticsTarget >= 0) yield return Step("statistics target", FormattableString.Invariant($"set statistics {column.StatisticsTarget}"));
        if (column.Comment is { } comment)
            yield return new DefinitionStep($"comment of column {column.Name}", $"comment on column {table}.{Identifier.Quote(column.Name)} is {Identifier.Literal(comment)}");

        DefinitionStep Step(string what, string action) => new($"{what} of column {column.Name}", $"{alter} {action}");
    }

    private static string StorageOf(string attstorage) => attstorage switch
    {
        "p" => "plain",
        "e" => "external",
        "m" => "main",
        _ => "extended",
    };
}
