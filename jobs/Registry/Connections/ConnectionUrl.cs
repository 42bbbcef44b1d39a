using System.Globalization;
using System.Text;

namespace Platform.Registry.Connections;

/// <summary>
/// Where a PostgreSQL database is and how to connect: libpq's URL form, names and meanings
/// (PostgreSQL documentation, "Connection URIs"). <see cref="ToString"/> never shows the password.
/// </summary>
public sealed record ConnectionUrl
{
    /// <summary>libpq's default port.</summary>
    public const int DefaultPort = 5432;

    /// <summary>Host name, IPv4 or IPv6 address (without brackets), or the directory of a unix-domain socket (starts with '/').</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = DefaultPort;

    public required string User { get; init; }

    /// <summary>From the URL, else PGPASSWORD; null where there is none.</summary>
    public string? Password { get; init; }

    public required string Database { get; init; }

    public SslMode SslMode { get; init; } = SslMode.Prefer;

    /// <summary>File of trusted root certificates (PEM); null or <c>system</c> = the machine's own.</summary>
    public string? SslRootCert { get; init; }

    /// <summary>File of the client's certificate (PEM).</summary>
    public string? SslCert { get; init; }

    /// <summary>File of the client certificate's private key (PEM, not encrypted).</summary>
    public string? SslKey { get; init; }

    public ChannelBinding ChannelBinding { get; init; } = ChannelBinding.Prefer;

    /// <summary>Shown in pg_stat_activity; null = the caller chooses.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>Command-line options for the server at session start, such as <c>-c search_path=x</c>.</summary>
    public string? Options { get; init; }

    /// <summary>For one connection attempt, authentication included. Default 15 s; 0 in the URL waits for ever, as in libpq.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>IAM database authentication: no fixed password, but a token that is signed for each connection. Our own parameter; needs TLS.</summary>
    public bool Iam { get; init; }

    /// <summary>Makes the password of a connection that is about to be opened; null where it is <see cref="Password"/>.</summary>
    public Func<string>? PasswordSource { get; init; }

    public bool IsUnixSocket => Host.StartsWith('/');

    /// <summary>The sslmode in effect: a given root certificate raises require to verify-ca, as in libpq; a unix socket never has TLS.</summary>
    public SslMode EffectiveSslMode =>
        IsUnixSocket ? SslMode.Disable
        : SslMode == SslMode.Require && SslRootCert is not null ? SslMode.VerifyCa
        : SslMode;

    /// <summary>The password of a connection that is about to be opened; null where there is none.</summary>
    /// <exception cref="Failures.PlatformException">Configuration: a token is asked for by a command that signs none. What the source of passwords throws.</exception>
    public string? NextPassword() => PasswordSource is { } make ? make() : Iam ? throw ConnectionUrlParser.NoTokens() : Password;

    /// <summary>
    /// Parses <c>postgresql://[user[:password]@][host][:port][/database][?name=value&amp;...]</c>; <c>postgres://</c> is the same.
    /// Missing: host = localhost, user = PGUSER else the operating system's user, database = the user's name, password = PGPASSWORD.
    /// </summary>
    /// <param name="text">The URL, percent-encoded.</param>
    /// <param name="environment">Looks up an environment variable; null = the process's own.</param>
    /// <exception cref="Failures.PlatformException">Configuration: the URL is malformed or has an unknown parameter; no part of a value is in the message.</exception>
    public static ConnectionUrl Parse(string text, Func<string, string?>? environment = null) =>
        ConnectionUrlParser.Parse(text, environment ?? Environment.GetEnvironmentVariable);

    /// <summary>The URL without its password.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("postgresql://").Append(Uri.EscapeDataString(User)).Append('@');
        if (!IsUnixSocket) text.Append(Host.Contains(':') ? $"[{Host}]" : Host);
        if (Port != DefaultPort) text.Append(CultureInfo.InvariantCulture, $":{Port}");
        text.Append('/').Append(Uri.EscapeDataString(Database));
        var separator = '?';
        if (IsUnixSocket) Add("host", Uri.EscapeDataString(Host));
        if (SslMode != SslMode.Prefer) Add("sslmode", ConnectionUrlNames.Of(SslMode));
        if (Iam) Add("iam", "true");
        return text.ToString();

        void Add(string name, string value)
        {
            text.Append(separator).Append(name).Append('=').Append(value);
            separator = '&';
        }
    }
}
