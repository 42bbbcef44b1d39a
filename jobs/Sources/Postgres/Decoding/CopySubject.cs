namespace Platform.Sources.Postgres.Decoding;

/// <summary>What is being read, for messages.</summary>
public sealed record CopySubject(string? SourceName = null, string? Table = null);
