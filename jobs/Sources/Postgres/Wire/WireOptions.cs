namespace Platform.Sources.Postgres.Wire;

/// <summary>What a connection asks for beside its URL.</summary>
public sealed record WireOptions
{
    /// <summary>application_name where the URL names none.</summary>
    public string ApplicationName { get; init; } = "platform";

    /// <summary>Session settings sent with the startup message, before any query; a URL's options and the role's own defaults yield to them.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>Bytes of the receive buffer; it grows for a larger row.</summary>
    public int ReceiveBufferBytes { get; init; } = WireDefaults.ReceiveBufferBytes;

    /// <summary>Name of the source, for messages.</summary>
    public string? SourceName { get; init; }
}
