namespace Platform.Ledger.Reading;

/// <summary>The published snapshot before one: what an unchanged table could point at.</summary>
public sealed record EarlierFiles
{
    /// <summary>The attempt that readers see.</summary>
    public required string AttemptId { get; init; }

    /// <summary>Object prefix of its manifest, relative to the lake.</summary>
    public string? Prefix { get; init; }

    /// <summary>The attempt whose files it points at, where they are not its own.</summary>
    public string? FilesOf { get; init; }
}
