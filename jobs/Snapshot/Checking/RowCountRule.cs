using System.Globalization;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Checks;

namespace Platform.Snapshot.Checking;

/// <summary>The number of rows against the mean of the snapshots published before.</summary>
internal static class RowCountRule
{
    public static CheckFinding Judge(int number, Check.RowCountChange check, long rows, IReadOnlyList<long> earlier)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"within {check.Within:0.##}% of the mean of the last {check.OfLast}");
        if (earlier.Count == 0) return new CheckFinding(number, true, expected, "no earlier snapshot");
        var mean = earlier.Average(count => (decimal)count);
        var change = mean == 0 ? (rows == 0 ? 0 : decimal.MaxValue) : (rows - mean) / mean * 100;
        var found = change == decimal.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{rows} rows after none")
            : string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {change:+0.##;-0.##;0}% against a mean of {mean:0.##} over {earlier.Count}");
        return new CheckFinding(number, Math.Abs(change) <= check.Within, expected, found);
    }
}
