namespace Platform.Lake.Objects;

/// <summary>What a store may use to write an object better; nothing here changes its content.</summary>
public sealed record UploadOptions
{
    public static readonly UploadOptions Default = new();

    /// <summary>MIME type, where the store keeps one.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Expected bytes, for choosing part sizes (S3 allows 10,000 parts of 5 MiB to 5 GiB); null where unknown.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>Object tags, where the store keeps them: lifecycle rules select by tag.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
