namespace Platform.Registry.Entries;

/// <summary>How long snapshots are kept: the first of each hour, day and month; null keeps none of that kind. Executed only by prune.</summary>
public sealed record Keep(TimeSpan? Hourly, TimeSpan? Daily, TimeSpan? Monthly);
