namespace Platform.Fakes.Signing;

/// <summary>An identity that fakes know. Where it has a session token, every request must carry it.</summary>
public sealed record FakeCredentials(string AccessKey, string SecretKey, string? SessionToken)
{
    /// <summary>As every AWS tool finds them in the environment.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables => [("AWS_ACCESS_KEY_ID", AccessKey), ("AWS_SECRET_ACCESS_KEY", SecretKey), ("AWS_SESSION_TOKEN", SessionToken ?? "")];

    /// <summary>The job's.</summary>
    public static readonly FakeCredentials Default = new("AKIDFAKE000000000001", "fake/secret+key/of/forty/characters0000001", "fake-session-token==");

    /// <summary>Somebody's who reads the lake and may do nothing else.</summary>
    public static readonly FakeCredentials Reader = new("AKIDFAKE000000000002", "fake/secret+key/of/forty/characters0000002", "fake-reader-token==");
}
