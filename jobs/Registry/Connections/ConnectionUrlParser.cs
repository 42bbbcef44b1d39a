using System.Globalization;
using System.Text;
using Platform.Registry.Failures;

namespace Platform.Registry.Connections;

/// <summary>Text to <see cref="ConnectionUrl"/>. Messages name the part that is wrong and never repeat its value: a misplaced character can make any part hold the password.</summary>
internal static class ConnectionUrlParser
{
    private const string EncodeHint = "percent-encode the characters : / @ ? # & % inside user, password and database, such as %40 for @";

    public static ConnectionUrl Parse(string text, Func<string, string?> environment)
    {
        var rest = AfterScheme(text);
        var slash = rest.IndexOf('/');
        var at = (slash < 0 ? rest : rest[..slash]).LastIndexOf('@');
        var query = rest.IndexOf('?', at + 1);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        ReadAuthorityAndDatabase(query < 0 ? rest : rest[..query], settings);
        if (query >= 0) ReadParameters(rest[(query + 1)..], settings);
        return Build(settings, environment);
    }

    private static string AfterScheme(string text)
    {
        foreach (var scheme in (string[])["postgresql://", "postgres://"])
        {
            if (text.StartsWith(scheme, StringComparison.Ordinal)) return text[scheme.Length..];
        }

        throw Refuse("does not start with postgresql://", "write postgresql://user:password@host:5432/database?sslmode=verify-full");
    }

    private static void ReadAuthorityAndDatabase(string text, Dictionary<string, string> settings)
    {
        var slash = text.IndexOf('/');
        var authority = slash < 0 ? text : text[..slash];
        if (slash >= 0 && text.IndexOf('@', slash) >= 0) throw Refuse("has an '@' after its first '/'", EncodeHint);
        if (slash >= 0 && slash + 1 < text.Length) settings["dbname"] = Decode(text[(slash + 1)..], "database");

        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var colon = authority.IndexOf(':');
            if (colon >= 0 && colon < at) settings["password"] = Decode(authority[(colon + 1)..at], "password");
            var user = authority[..(colon >= 0 && colon < at ? colon : at)];
            if (user.Length > 0) settings["user"] = Decode(user, "user");
        }

        ReadHostAndPort(authority[(at + 1)..], settings);
    }

    private static void ReadHostAndPort(string text, Dictionary<string, string> settings)
    {
        if (text.Contains(',')) throw Refuse("lists several hosts", "name one host: all connections of a run must reach the same server");
        var portAt = text.LastIndexOf(':');
        var host = text;
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']');
            if (close < 0) throw Refuse("has a '[' without its ']'", "write an IPv6 address as [2001:db8::1]");
            host = text[1..close];
            if (close + 1 < text.Length && text[close + 1] != ':') throw Refuse("has characters between ']' and the port", "write [2001:db8::1]:5432");
            if (portAt <= close) portAt = -1;
        }
        else if (portAt >= 0)
        {
            host = text[..portAt];
            if (host.Contains(':')) throw Refuse("has more than one ':' in its host", $"write an IPv6 address as [2001:db8::1], and {EncodeHint}");
        }

        if (host.Length > 0) settings["host"] = Decode(host, "host");
        if (portAt >= 0 && portAt + 1 < text.Length) settings["port"] = text[(portAt + 1)..];
    }

    private static void ReadParameters(string text, Dictionary<string, string> settings)
    {
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            var name = Decode(equals < 0 ? pair : pair[..equals], "parameter name");
            if (!ConnectionUrlNames.Parameters.Contains(name, StringComparer.Ordinal))
            {
                var shown = name.Length <= 40 && name.All(c => char.IsAsciiLetterLower(c) || c == '_') ? $" '{name}'" : "";
                throw Refuse($"has an unknown parameter{shown}", $"known are {string.Join(", ", ConnectionUrlNames.Parameters)}");
            }

            if (equals < 0) throw Refuse($"gives parameter '{name}' no value", $"write {name}=value");
            settings[name] = Decode(pair[(equals + 1)..], name);
        }
    }

    private static ConnectionUrl Build(Dictionary<string, string> settings, Func<string, string?> environment)
    {
        var user = settings.GetValueOrDefault("user") ?? NotEmpty(environment("PGUSER")) ?? Environment.UserName;
        _ = Choice("gssencmode", ConnectionUrlNames.GssEncModes, true);
        var iam = Choice("iam", ConnectionUrlNames.Switches, false);
        var url = new ConnectionUrl
        {
            Iam = iam,
            Host = NotEmpty(settings.GetValueOrDefault("host")) ?? "localhost",
            Port = Number("port", ConnectionUrl.DefaultPort, 1, 65535),
            User = user,
            Password = settings.GetValueOrDefault("password") ?? (iam ? null : NotEmpty(environment("PGPASSWORD"))),
            Database = NotEmpty(settings.GetValueOrDefault("dbname")) ?? user,
            SslMode = Choice("sslmode", ConnectionUrlNames.SslModes, SslMode.Prefer),
            SslRootCert = NotEmpty(settings.GetValueOrDefault("sslrootcert")),
            SslCert = NotEmpty(settings.GetValueOrDefault("sslcert")),
            SslKey = NotEmpty(settings.GetValueOrDefault("sslkey")),
            ChannelBinding = Choice("channel_binding", ConnectionUrlNames.ChannelBindings, ChannelBinding.Prefer),
            ApplicationName = NotEmpty(settings.GetValueOrDefault("application_name")),
            Options = NotEmpty(settings.GetValueOrDefault("options")),
            ConnectTimeout = Number("connect_timeout", 15, 0, 3600) is var seconds and > 0 ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan,
        };
        if (url.SslCert is null != url.SslKey is null) throw Refuse("gives only one of sslcert and sslkey", "give both files, or neither");
        if (url.SslRootCert == "system" && url.SslMode != SslMode.VerifyFull)
        {
            throw Refuse("gives sslrootcert=system without sslmode=verify-full", "add sslmode=verify-full: any holder of a public certificate would pass less");
        }

        if (iam && url.Password is not null) throw Refuse("gives iam=true and a password", "give one of them: a token is signed for each connection");
        if (iam && url.EffectiveSslMode < SslMode.Require)
            throw Refuse("gives iam=true without TLS", "add sslmode=verify-full and sslrootcert=FILE: a token is a password for a quarter of an hour");
        return url;

        int Number(string name, int missing, int from, int to)
        {
            if (settings.GetValueOrDefault(name) is not { Length: > 0 } given) return missing;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to) return number;
            throw Refuse($"has a {name} that is not a number from {from} to {to}", EncodeHint);
        }

        T Choice<T>(string name, (string Name, T Value)[] allowed, T missing)
        {
            if (settings.GetValueOrDefault(name) is not { Length: > 0 } given) return missing;
            foreach (var choice in allowed)
            {
                if (choice.Name == given) return choice.Value;
            }

            throw Refuse($"has an unknown value of {name}", $"{name} must be one of {string.Join(", ", allowed.Select(a => a.Name))}");
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Decode(string text, string part)
    {
        if (!text.Contains('%')) return Checked(text);
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                var take = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                length += Encoding.UTF8.GetBytes(text, i, take, bytes, length);
                i += take - 1;
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                throw Refuse($"has a '%' in its {part} that is not followed by two hexadecimal digits", EncodeHint);
            }

            bytes[length++] = byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            i += 2;
        }

        return Checked(Encoding.UTF8.GetString(bytes, 0, length));

        // A NUL ends a string of the startup message, so what follows it would be read as another parameter.
        string Checked(string value) => value.Contains('\0') ? throw Refuse($"has a NUL in its {part}", "remove %00") : value;
    }

    /// <summary>What signs tokens was not put into the URL.</summary>
    public static PlatformException NoTokens() => Refuse("gives iam=true, which this command does not support", "give a password, or secretsmanager:ARN");

    private static PlatformException Refuse(string problem, string hint) =>
        new(Stage.Configure, ExitCode.Configuration, $"The connection URL {problem}.", hint) { Kind = "connection-url" };
}
