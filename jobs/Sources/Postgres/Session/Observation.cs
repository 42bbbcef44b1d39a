namespace Platform.Sources.Postgres.Session;

/// <summary>Something the server was asked that some servers cannot answer.</summary>
/// <param name="Value">The answer; null where there is none.</param>
/// <param name="Obtained">How: the function that answered, or why there is no answer.</param>
public sealed record Observation(string? Value, string Obtained);
