namespace Platform.Registry.Entries;

/// <summary>What the author expects of a snapshot's size; null where nothing is said.</summary>
public sealed record Expect(long? Rows, long? Bytes);
