namespace Platform.Registry.Connections;

/// <summary>libpq's spelling of parameter names and values; <c>iam</c> is our own.</summary>
internal static class ConnectionUrlNames
{
    /// <summary>Every parameter that is understood, in the order of the message that lists them.</summary>
    public static readonly string[] Parameters =
    [
        "host", "port", "dbname", "user", "password", "sslmode", "sslrootcert", "sslcert", "sslkey", "channel_binding",
        "application_name", "connect_timeout", "options", "gssencmode", "iam",
    ];

    public static readonly (string Name, SslMode Value)[] SslModes =
    [
        ("disable", SslMode.Disable), ("allow", SslMode.Allow), ("prefer", SslMode.Prefer),
        ("require", SslMode.Require), ("verify-ca", SslMode.VerifyCa), ("verify-full", SslMode.VerifyFull),
    ];

    public static readonly (string Name, ChannelBinding Value)[] ChannelBindings =
        [("disable", ChannelBinding.Disable), ("prefer", ChannelBinding.Prefer), ("require", ChannelBinding.Require)];

    /// <summary>GSS encryption is never used, so both of these mean the same here.</summary>
    public static readonly (string Name, bool Value)[] GssEncModes = [("disable", true), ("prefer", true)];

    public static readonly (string Name, bool Value)[] Switches = [("true", true), ("false", false)];

    public static string Of(SslMode mode) => SslModes.First(m => m.Value == mode).Name;
}
