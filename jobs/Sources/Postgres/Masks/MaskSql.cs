using System.Globalization;

namespace Platform.Sources.Postgres.Masks;

/// <summary>Masks that the server applies: what they hide never leaves it.</summary>
internal static class MaskSql
{
    /// <summary>A null of the column's own type. The planner drops the branch that reads the column.</summary>
    public static string Null(string column) => $"(CASE WHEN false THEN {column} END)";

    /// <summary>The last <paramref name="keep"/> characters behind stars; all stars where there are no more than that.</summary>
    public static string Partial(string text, int keep)
    {
        var last = keep.ToString(CultureInfo.InvariantCulture);
        return $"CASE WHEN length({text}) > {last} THEN concat(repeat('*', length({text}) - {last}), right({text}, {last})) ELSE repeat('*', length({text})) END";
    }

    /// <summary>An infinite time has no year: null.</summary>
    public static string Year(string column) => $"CASE WHEN isfinite({column}) THEN extract(year from {column})::int4 END";
}
