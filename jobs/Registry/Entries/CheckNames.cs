namespace Platform.Registry.Entries;

/// <summary>What people and the ledger call a check: its kind and what it is about, such as <c>range total</c>.</summary>
public static class CheckNames
{
    public static string Of(Check check) => check switch
    {
        Check.Unique c => $"{Kind(c)} {string.Join(", ", c.Columns)}",
        Check.NotNull c => $"{Kind(c)} {string.Join(", ", c.Columns)}",
        Check.Accepted c => $"{Kind(c)} {c.Column}",
        Check.Range c => $"{Kind(c)} {c.Column}",
        Check.Matches c => $"{Kind(c)} {c.Column}",
        Check.Fresh c => $"{Kind(c)} {c.Column}",
        _ => Kind(check),
    };

    /// <summary>As registry files write it.</summary>
    public static string Kind(Check check) => check switch
    {
        Check.Unique => "unique",
        Check.NotNull => "not_null",
        Check.Accepted => "accepted",
        Check.Range => "range",
        Check.Matches => "matches",
        Check.RowCountChange => "row_count_change",
        Check.Fresh => "fresh",
        _ => "sql",
    };
}
