using Platform.Registry.Entries;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Checks;

/// <summary>No two rows agree in all columns, exactly. Where a unique index of the server says so already, nothing is scanned; else the server groups, within its own memory.</summary>
internal static class UniqueCheck
{
    /// <summary>An index over some of the columns, none of which may be null, that holds for every row the table has.</summary>
    public static LiveIndex? Guarantee(LiveTable table, IReadOnlyList<string> columns)
    {
        // An index of a parent says nothing of the rows of its inheritance children.
        var coversAll = table.Kind == TableKind.PartitionedTable || (table.Leaves.Count == 1 && table.Leaves[0].Oid == table.Oid);
        return coversAll ? table.Indexes.FirstOrDefault(index => index.Columns.All(name => columns.Contains(name) && table.Find(name) is { Nullable: false })) : null;
    }

    /// <summary>Answers how many keys several rows have, and how many rows those are.</summary>
    public static string Query(TableName table, IReadOnlyList<string> columns, string? filter)
    {
        var names = string.Join(", ", columns.Select(Identifier.Quote));
        var rows = new Select(["count(*) as n"], table, Only: false, [Select.Filter(filter)]);
        return $"select count(*)::text, coalesce(sum(n), 0)::text from ({rows} group by {names} having count(*) > 1) as repeated";
    }
}
