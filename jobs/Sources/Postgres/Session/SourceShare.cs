namespace Platform.Sources.Postgres.Session;

/// <summary>What a run asks of the budget that all runs of its source share.</summary>
/// <param name="Source">The source's name in the registry.</param>
/// <param name="MaxWait">How long it waits for others to end.</param>
public sealed record SourceShare(string Source, TimeSpan MaxWait);
