namespace Platform.Fakes.Signing;

/// <summary>The one identity that a fake knows. Where it has a session token, every request must carry it.</summary>
public sealed record FakeCredentials(string AccessKey, string SecretKey, string? SessionToken)
{
    public static readonly FakeCredentials Default = new("AKIDFAKE000000000001", "fake/secret+key/of/forty/characters0000001", "fake-session-token==");
}
