namespace Platform.Fakes.Http;

/// <summary>Ends a request by resetting its connection.</summary>
public sealed class ConnectionLostException : Exception;
