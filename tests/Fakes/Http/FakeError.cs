namespace Platform.Fakes.Http;

/// <summary>A refusal with the service's own status and code.</summary>
public sealed class FakeError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
