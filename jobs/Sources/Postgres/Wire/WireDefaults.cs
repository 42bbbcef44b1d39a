namespace Platform.Sources.Postgres.Wire;

/// <summary>Numbers of the wire client, with their reasons.</summary>
public static class WireDefaults
{
    /// <summary>One receive buffer per stream. A full socket buffer fits into it, so that one system call can take all there is.</summary>
    public const int ReceiveBufferBytes = 1 << 20;
}
