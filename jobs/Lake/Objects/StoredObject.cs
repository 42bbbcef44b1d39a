namespace Platform.Lake.Objects;

/// <summary>An object that exists. <paramref name="Checksum"/> is known to whoever wrote it, and from stores that keep it; else null.</summary>
public sealed record StoredObject(string Key, long Bytes, DateTimeOffset Modified, Checksum? Checksum);
