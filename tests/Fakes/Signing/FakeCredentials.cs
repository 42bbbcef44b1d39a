namespace Platform.Fakes.Signing;

/// <summary>An identity that fakes know. Where it has a session token, every request must carry it.</summary>
public sealed record FakeCredentials(string AccessKey, string SecretKey, string? SessionToken)
{
    /// <summary>The job's.</summary>
    public static readonly FakeCredentials Default = new("AKIDFAKE000000000001", "fake/secret+key/of/forty/characters0000001", "fake-session-token==");

    /// <summary>Somebody's who reads the lake and may do nothing else.</summary>
    public static readonly FakeCredentials Reader = new("AKIDFAKE000000000002", "fake/secret+key/of/forty/characters0000002", "fake-reader-token==");
}
