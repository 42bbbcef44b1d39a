using System.Globalization;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Checks;

/// <summary>A check that is one aggregate over the table's rows, so that one scan answers all of them.</summary>
/// <param name="Number">0-based, in the order of the entry.</param>
/// <param name="Expression">An aggregate, as text.</param>
/// <param name="Expected">As the entry says it.</param>
/// <param name="Judge">From the aggregate's text to the verdict and what was found.</param>
internal sealed record CheckQuery(int Number, string Expression, string Expected, Func<string?, (bool Passed, string Found)> Judge)
{
    /// <summary>Null where the check is not of this kind.</summary>
    public static CheckQuery? Of(int number, Check check, SnapshotTime time, Func<string, bool> isDate) => check switch
    {
        Check.NotNull c => Count(number, string.Join(" or ", c.Columns.Select(name => $"{Identifier.Quote(name)} is null")), $"no null in {string.Join(", ", c.Columns)}", "with a null"),
        Check.Accepted c => Count(number, $"{Identifier.Quote(c.Column)} not in ({string.Join(", ", c.Values.Select(Identifier.Literal))})", $"{c.Column} one of {string.Join(", ", c.Values)}", "with another value"),
        Check.Range c => Count(number, Outside(c), $"{c.Column} {Bounds(c)}", "outside"),
        Check.Matches c => Count(number, $"{Identifier.Quote(c.Column)}::text !~ {Identifier.Literal(c.Pattern)}", $"{c.Column} matches {c.Pattern}", "that do not match"),
        Check.Fresh c => Fresh(number, c, time, isDate(c.Column)),
        _ => null,
    };

    private static CheckQuery Count(int number, string violates, string expected, string which) =>
        new(number, $"count(*) filter (where {violates})::text", expected, text => (text == "0", text == "0" ? "none" : $"{text} {(text == "1" ? "row" : "rows")} {which}"));

    /// <summary>A date stands for its whole day. How much older is not said: it would tell the value.</summary>
    private static CheckQuery Fresh(int number, Check.Fresh check, SnapshotTime time, bool isDate)
    {
        var newest = $"max({Identifier.Quote(check.Column)}){(isDate ? " + 1" : "")}";
        var oldest = (time.Value - check.MaxAge).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return new CheckQuery(
            number, $"({newest} >= timestamptz '{oldest}+00')::text", string.Create(CultureInfo.InvariantCulture, $"the newest {check.Column} no older than {check.MaxAge.TotalHours:0.##} h at the snapshot time"),
            text => text switch { "true" => (true, "fresh"), "false" => (false, "older"), _ => (false, "no value") });
    }

    private static string Outside(Check.Range range)
    {
        var column = Identifier.Quote(range.Column);
        string?[] sides = [range.Min is null ? null : $"{column} < {Identifier.Literal(range.Min)}", range.Max is null ? null : $"{column} > {Identifier.Literal(range.Max)}"];
        return sides.Any(side => side is not null) ? string.Join(" or ", sides.Where(side => side is not null)) : "false";
    }

    private static string Bounds(Check.Range range) => range switch
    {
        { Min: { } min, Max: { } max } => $"from {min} to {max}",
        { Min: { } min } => $"at least {min}",
        { Max: { } max } => $"at most {max}",
        _ => "anything",
    };
}
