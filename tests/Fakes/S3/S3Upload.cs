namespace Platform.Fakes.S3;

/// <summary>A multipart upload that is open.</summary>
public sealed class S3Upload(string key, S3Object template, string? algorithm, string checksumType)
{
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public string Key { get; } = key;

    public S3Object Template { get; } = template;

    /// <summary>Each part must carry this checksum; null where none was chosen.</summary>
    public string? Algorithm { get; } = algorithm;

    public string ChecksumType { get; } = checksumType;

    public SortedDictionary<int, S3Part> Parts { get; } = [];
}

public sealed record S3Part(byte[] Content, string ETag, string? Checksum);
