using Platform.Sources.Postgres.Recreating;

namespace Platform.Sources.Postgres.Ddl;

/// <summary>What a table's own constraints say about which columns tell its rows apart.</summary>
public static class UniqueKeys
{
    /// <summary>
    /// Whether no two rows of the table could have the same values in these columns, and none a null: all are NOT NULL, and a primary key or unique constraint is on them or on
    /// some of them. One that inheritance children do not share says nothing of their rows.
    /// </summary>
    public static bool AreEnforced(TableDdl table, IReadOnlyCollection<string> columns)
    {
        if (table.Kind is not ("r" or "p") || table.Children.Any(c => c.Bound is null)) return false;
        if (!columns.All(name => table.Columns.Any(c => c.Name == name && c.NotNull))) return false;
        return table.Constraints.Any(c => c.Type is "p" or "u" && ColumnsOf(c.Definition) is { Count: > 0 } key && key.All(columns.Contains));
    }

    /// <summary>The columns in the first parentheses: <c>PRIMARY KEY (a, "B c") INCLUDE (d)</c>.</summary>
    private static List<string> ColumnsOf(string definition)
    {
        var tokens = SqlTokens.Of(definition);
        var open = tokens.FindIndex(t => t.Is("("));
        return [.. tokens.Skip(open + 1).TakeWhile(t => !t.Is(")")).Where(t => t.Kind == SqlTokenKind.Name).Select(t => t.Value)];
    }
}
