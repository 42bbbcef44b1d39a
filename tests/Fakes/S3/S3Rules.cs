namespace Platform.Fakes.S3;

/// <summary>What a bucket asks of its requests, and the service's limits.</summary>
public sealed record S3Rules
{
    /// <summary>The account that owns the bucket.</summary>
    public string Owner { get; init; } = "123456789012";

    /// <summary>Refuse requests that do not say whose bucket they expect.</summary>
    public bool RequireExpectedOwner { get; init; } = true;

    /// <summary>The one key that objects may be encrypted with; null where uploads need not say.</summary>
    public string? KmsKey { get; init; }

    /// <summary>Refuse writes without a checksum.</summary>
    public bool RequireChecksum { get; init; } = true;

    /// <summary>Refuse writes without <c>If-None-Match: *</c>: objects of a lake are immutable.</summary>
    public bool RequireIfNoneMatch { get; init; } = true;

    /// <summary>Each part but the last has at least this many bytes: 5 MiB.</summary>
    public long MinPartBytes { get; init; } = 5L << 20;

    public int MaxParts { get; init; } = 10_000;

    /// <summary>Keys of one page of a listing, and of one DeleteObjects.</summary>
    public int Page { get; init; } = 1_000;

    public bool Versioned { get; init; } = true;
}
