using System.Text.RegularExpressions;
using Platform.Services;

namespace Platform.Restore.Tests.RoundTrips;

/// <summary>Every row of docs/types.md is among what the round trips put back.</summary>
public sealed partial class TypeTableCoverageTests
{
    [Fact]
    public void RoundTrips_HoldEveryRowOfTheTypeTable()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "types.md"));
        var rows = RowPattern.Matches(page).Select(m => Class(m.Groups["type"].Value, m.Groups["as"].Value)).ToList();
        var nested = NestedRoundTripTests.Entry.Columns.Select(c => Class(c.Type, c.As ?? ""));
        var covered = RoundTripTests.Samples.Select(s => Class(s.Type, s.As ?? "")).Concat(nested).ToHashSet();

        Assert.True(rows.Count > 50, $"{rows.Count} rows");
        Assert.Equal([], rows.Where(r => !covered.Contains(r)).Distinct());
    }

    /// <summary>Types by their name alone; money of a server whose currency has no fraction is no other form than decimal.</summary>
    private static string Class(string type, string @as)
    {
        var name = ModifierPattern.Replace(type, "").Replace("public.", "", StringComparison.Ordinal);
        if (name == "order_status") name = "mood";
        var form = @as.Split('(')[0];
        if (form is "text" or "json" && name.EndsWith("[]", StringComparison.Ordinal)) name = "array";
        return name == "money" ? name : form == "list" ? name : $"{name} {form}".Trim();
    }

    [GeneratedRegex(@"(?m)^\| `(?<type>[^`]+)` \| (`(?<as>[^`]+)` )?\|")]
    private static partial Regex RowPattern { get; }

    [GeneratedRegex(@"\([-0-9,]+\)")]
    private static partial Regex ModifierPattern { get; }
}
