using System.Globalization;
using System.Text;
using Platform.Registry.Entries;

namespace Platform.Registry.Metrics;

/// <summary>The metrics of one table: names that the watch job emits and that infrastructure's alarms look at.</summary>
public static class TableMetrics
{
    public const string Namespace = "Platform";

    /// <summary>Due snapshots that readers do not have yet, counted in the table's own schedule.</summary>
    public const string PeriodsBehind = "PeriodsBehind";

    /// <summary>Runs that failed since the newest published snapshot.</summary>
    public const string FailedRuns = "FailedRuns";

    /// <summary>CloudWatch's limit of a dimension's value, in characters.</summary>
    private const int MaxValue = 1024;

    /// <summary>The dimensions' names, in the order in which both sides give them.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["Stack", "Source", "Table"];

    /// <summary>
    /// A table as a dimension's value: <c>schema.table</c>. CloudWatch takes printable ASCII only, so that any other character, and the backslash, is
    /// written <c>\uXXXX</c> (UTF-16).
    /// </summary>
    public static string TableValue(TableName table)
    {
        var name = table.ToString();
        if (name.All(Plain)) return Fitted(name);
        var value = new StringBuilder();
        foreach (var c in name)
        {
            if (Plain(c)) value.Append(c);
            else value.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return Fitted(value.ToString());
    }

    private static bool Plain(char c) => c is >= ' ' and <= '~' and not '\\';

    /// <summary>PostgreSQL's names have at most 63 bytes each, so that this is never reached by one of them.</summary>
    private static string Fitted(string value) => value.Length <= MaxValue ? value : value[..MaxValue];
}
