namespace Platform.Fakes.Athena;

/// <summary>What a query answers.</summary>
public sealed record FakeQueryResult
{
    public IReadOnlyList<(string Name, string Type)> Columns { get; init; } = [];

    public IReadOnlyList<string?[]> Rows { get; init; } = [];

    public long BytesScanned { get; init; }

    /// <summary>Null where it succeeds.</summary>
    public string? Failure { get; init; }

    public bool IsRetryable { get; init; }

    /// <summary>It runs until it is stopped.</summary>
    public bool IsEndless { get; init; }

    public static FakeQueryResult Failed(string reason, bool retryable = false) => new() { Failure = reason, IsRetryable = retryable };
}
