using Platform.Registry.Entries;
using Platform.Registry.Grammar.Shapes;

namespace Platform.Registry.Grammar;

/// <summary>The kinds of check and what each says.</summary>
internal static class CheckGrammar
{
    private static readonly ListShape<string> Columns = new("columns", new TextShape("a column"), 1);

    private static readonly TextShape Value = new("a value") { AnyScalar = true };

    private static readonly OneColumnShape<IReadOnlyList<string>> Values = new(new ListShape<string>("values", Value, 1));

    private static readonly OneColumnShape<Bounds> Range = new(new MappingShape<Bounds>("a range", () => new Bounds(null, null),
    [
        new Key<Bounds, string>("min", "Smallest value allowed.", Value, (bounds, min) => bounds with { Min = min }, bounds => bounds.Min),
        new Key<Bounds, string>("max", "Largest value allowed.", Value, (bounds, max) => bounds with { Max = max }, bounds => bounds.Max),
    ]));

    private static readonly OneColumnShape<string> Pattern = new(new TextShape("a regular expression"));

    private static readonly OneColumnShape<TimeSpan> Age = new(new DurationShape("2h"));

    private static readonly MappingShape<Change> RowCount = new("a row count change", () => new Change(0, 1),
    [
        new Key<Change, decimal>("within", "Largest change, in percent of the mean.", new NumberShape("a percentage", 0, 100_000, "%"),
            (change, within) => change with { Within = within }, change => change.Within) { Required = true },
        new Key<Change, long>("of_last", "How many published snapshots the mean is taken of.", new IntegerShape(1, 10_000),
            (change, last) => change with { OfLast = (int)last }, change => (long)change.OfLast) { Required = true },
    ]);

    public static CheckShape Shape { get; } = new(
        new CheckKind<IReadOnlyList<string>>("unique", "No two rows agree in all of these columns.", Columns,
            columns => new Check.Unique(columns), check => (check as Check.Unique)?.Columns),
        new CheckKind<IReadOnlyList<string>>("not_null", "None of these columns holds a null.", Columns,
            columns => new Check.NotNull(columns), check => (check as Check.NotNull)?.Columns),
        new CheckKind<KeyValuePair<string, IReadOnlyList<string>>>("accepted", "The column holds these values only.", Values,
            pair => new Check.Accepted(pair.Key, pair.Value), check => check is Check.Accepted c ? KeyValuePair.Create(c.Column, c.Values) : null),
        new CheckKind<KeyValuePair<string, Bounds>>("range", "The column's values lie between the bounds, which are inclusive.", Range,
            pair => new Check.Range(pair.Key, pair.Value.Min, pair.Value.Max), check => check is Check.Range c ? KeyValuePair.Create(c.Column, new Bounds(c.Min, c.Max)) : null),
        new CheckKind<KeyValuePair<string, string>>("matches", "The column's values match a regular expression.", Pattern,
            pair => new Check.Matches(pair.Key, pair.Value), check => check is Check.Matches c ? KeyValuePair.Create(c.Column, c.Pattern) : null),
        new CheckKind<Change>("row_count_change", "The number of rows stays near that of the last snapshots.", RowCount,
            change => new Check.RowCountChange(change.Within, change.OfLast), check => check is Check.RowCountChange c ? new Change(c.Within, c.OfLast) : null),
        new CheckKind<KeyValuePair<string, TimeSpan>>("fresh", "The column's newest value is not older than this at the snapshot time.", Age,
            pair => new Check.Fresh(pair.Key, pair.Value), check => check is Check.Fresh c ? KeyValuePair.Create(c.Column, c.MaxAge) : null),
        new CheckKind<string>("sql", "A query that answers true, run in the same database snapshot.", new TextShape("a query"),
            query => new Check.Sql(query), check => (check as Check.Sql)?.Query));

    /// <summary>The columns that a check names.</summary>
    public static IReadOnlyList<string> ColumnsOf(Check check) => check switch
    {
        Check.Unique unique => unique.Columns,
        Check.NotNull notNull => notNull.Columns,
        Check.Accepted accepted => [accepted.Column],
        Check.Range range => [range.Column],
        Check.Matches matches => [matches.Column],
        Check.Fresh fresh => [fresh.Column],
        _ => [],
    };

    private sealed record Bounds(string? Min, string? Max);

    private sealed record Change(decimal Within, int OfLast);
}
