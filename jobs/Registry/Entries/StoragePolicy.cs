namespace Platform.Registry.Entries;

/// <summary>Where objects live as they age.</summary>
/// <param name="InfrequentAccess">Age, whole days of at least 30, at which objects move to infrequent access; null leaves them.</param>
public sealed record StoragePolicy(TimeSpan? InfrequentAccess = null);
