namespace Platform.Registry.Connections;

/// <summary>libpq's sslmode: whether TLS is used and what is verified.</summary>
public enum SslMode
{
    /// <summary>Never TLS.</summary>
    Disable,

    /// <summary>First without TLS; with it where the server insists.</summary>
    Allow,

    /// <summary>TLS where the server offers it, nothing verified. The default.</summary>
    Prefer,

    /// <summary>TLS or failure, nothing verified; with a root certificate given it means <see cref="VerifyCa"/>, as in libpq.</summary>
    Require,

    /// <summary>TLS, and the certificate chains to a trusted root.</summary>
    VerifyCa,

    /// <summary>TLS, a trusted chain, and the certificate names the host of the URL.</summary>
    VerifyFull,
}
