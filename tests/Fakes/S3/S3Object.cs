namespace Platform.Fakes.S3;

/// <summary>One version of an object; a delete marker has no content.</summary>
public sealed record S3Object(string Key, byte[]? Content, DateTimeOffset Modified)
{
    public string VersionId { get; init; } = Guid.NewGuid().ToString("N");

    public string ETag { get; init; } = "";

    public string ContentType { get; init; } = "application/octet-stream";

    public (string Algorithm, string Value)? Checksum { get; init; }

    /// <summary>FULL_OBJECT or COMPOSITE.</summary>
    public string ChecksumType { get; init; } = "FULL_OBJECT";

    public string? KmsKey { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public bool IsDeleteMarker => Content is null;
}
