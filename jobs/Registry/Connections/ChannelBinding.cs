namespace Platform.Registry.Connections;

/// <summary>libpq's channel_binding: whether SCRAM proves that the TLS connection ends at the server that knows the password.</summary>
public enum ChannelBinding
{
    Disable,

    /// <summary>Where server and TLS offer it. The default.</summary>
    Prefer,

    /// <summary>SCRAM-SHA-256-PLUS or failure.</summary>
    Require,
}
