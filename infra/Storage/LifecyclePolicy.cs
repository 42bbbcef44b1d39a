using System.Globalization;
using Platform.Registry.Entries;

namespace Platform.Infra.Storage;

/// <summary>What S3 does with a table's objects as they age; current objects are thinned by prune alone.</summary>
/// <param name="ExpireDays">The backstop: the longest keep and <see cref="Margin"/> days more; null where nothing may expire.</param>
/// <param name="InfrequentAccessDays">Age of the move to infrequent access; null leaves objects where they are.</param>
public sealed record LifecyclePolicy(int? ExpireDays, int? InfrequentAccessDays)
{
    /// <summary>Days by which the backstop outlives the longest keep: prune has that long to be repaired.</summary>
    public const int Margin = 30;

    /// <summary>Days after which a replaced or deleted version is gone.</summary>
    public const int NoncurrentDays = 30;

    /// <summary>Days after which an upload that never completed is gone; no attempt runs longer than a day.</summary>
    public const int AbortDays = 7;

    /// <summary>The object tag by which tables with equal policies share a rule.</summary>
    public const string Tag = "platform-lifecycle";

    /// <summary>The value of <see cref="Tag"/> that stands for this policy, such as <c>expire-120-ia-30</c>.</summary>
    public string TagValue => string.Create(CultureInfo.InvariantCulture, $"expire-{ExpireDays?.ToString(CultureInfo.InvariantCulture) ?? "never"}-ia-{InfrequentAccessDays?.ToString(CultureInfo.InvariantCulture) ?? "never"}");

    public static LifecyclePolicy Of(Entry entry)
    {
        TimeSpan?[] kept = [entry.Keep.Hourly, entry.Keep.Daily, entry.Keep.Monthly];
        var longest = kept.Max();
        // Shared files live as long as any snapshot that points at them, which their own age does not tell.
        int? expire = entry.Dedupe || longest is not { } keep ? null : (int)Math.Ceiling(keep.TotalDays) + Margin;
        return new LifecyclePolicy(expire, (int?)entry.Storage.InfrequentAccess?.TotalDays);
    }
}
