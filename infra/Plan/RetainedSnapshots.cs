using System.Globalization;
using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>How many snapshots of a table are kept at once when it has run for long.</summary>
public static class RetainedSnapshots
{
    /// <summary>Every snapshot while <c>hourly</c> lasts, then the first of each day, then of each month.</summary>
    public static long Of(string schedule, JsonObject keep)
    {
        var period = schedule switch { "daily" => TimeSpan.FromDays(1), "monthly" => TimeSpan.FromDays(28), "hourly" => TimeSpan.FromHours(1), _ => TimeSpan.FromHours(1) };
        var hourly = Age("hourly");
        var daily = Age("daily");
        var monthly = Age("monthly");
        var snapshots = (long)(hourly / period);
        var days = period < TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : period;
        if (daily > hourly) snapshots += (long)((daily - hourly) / days);
        var longest = daily > hourly ? daily : hourly;
        if (monthly > longest) snapshots += (long)((monthly - longest) / TimeSpan.FromDays(30.44));
        return Math.Max(snapshots, 1);

        TimeSpan Age(string kind) => (string?)keep[kind] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : TimeSpan.Zero;
    }
}
