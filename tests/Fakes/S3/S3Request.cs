using Platform.Fakes.Signing;

namespace Platform.Fakes.S3;

/// <summary>A request that came, as tests look at it afterwards: which operation, on which key, what of it was answered.</summary>
public sealed record S3Request(string Operation, string Key, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>True where a reader of the lake asked, not a job.</summary>
    public bool OfReader => Headers.TryGetValue("Authorization", out var authorization) && authorization.Contains(FakeCredentials.Reader.AccessKey, StringComparison.Ordinal);

    /// <summary>The status that was answered, 0 where the connection was reset.</summary>
    public int Status { get; internal set; }

    /// <summary>Keys that DeleteObjects named, with their versions; null where the key itself was to go.</summary>
    public IReadOnlyList<(string Key, string? Version)> Deleted { get; internal set; } = [];
}
