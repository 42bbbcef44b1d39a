namespace Platform.Registry.Types;

/// <summary>
/// Whether readers of earlier partitions can go on under a table's new columns. Parquet is read by name, so a new column is null in old files and a
/// removed one is only not shown; a column that changes its type breaks the old partitions.
/// </summary>
public static class SchemaChange
{
    /// <summary>Changes that Athena makes by itself when it reads older files.</summary>
    private static readonly HashSet<(string From, string To)> Widening =
    [
        ("smallint", "int"), ("smallint", "bigint"), ("int", "bigint"), ("float", "double"),
    ];

    /// <summary>What breaks readers, a sentence each; empty where the change is compatible.</summary>
    public static IEnumerable<string> Incompatible(IReadOnlyList<(string Name, string Type)> before, IReadOnlyList<(string Name, string Type)> after)
    {
        var now = after.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        foreach (var (name, type) in before)
        {
            if (!now.TryGetValue(name, out var changed)) yield return $"column {name} is gone from the catalog, and queries that name it fail";
            else if (changed != type && !Widening.Contains((type, changed))) yield return $"column {name} was {type} and becomes {changed}, which earlier partitions cannot be read as";
        }
    }
}
