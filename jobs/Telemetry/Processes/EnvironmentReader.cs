using System.Globalization;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Telemetry.Processes;

/// <summary>Reads environment variables and collects every mistake, so that one start tells all of them. Values are never repeated.</summary>
/// <param name="environment">Looks a variable up.</param>
/// <param name="program">Whose <c>--help</c> lists the environment.</param>
/// <param name="tokens">Gives a connection URL with <c>iam=true</c> its source of passwords; asked for no other, so that no other loads anything of AWS.</param>
public sealed class EnvironmentReader(Func<string, string?> environment, string program, Func<ConnectionUrl, ConnectionUrl> tokens)
{
    private static readonly ConnectionUrl NoUrl = new() { Host = "", User = "", Database = "" };
    private readonly List<string> _mistakes = [];

    public string Required(string name)
    {
        if (environment(name) is { Length: > 0 } value) return value;
        _mistakes.Add($"{name} is not set");
        return "";
    }

    public T Parsed<T>(string name, string expected, Func<string, (bool Ok, T Value)> parse)
    {
        var text = Required(name);
        if (text.Length == 0) return default!;
        var (ok, value) = parse(text);
        if (!ok) _mistakes.Add($"{name} is not {expected}");
        return value;
    }

    public ConnectionUrl Url(string name, Func<string, string?> lookup)
    {
        var text = Required(name);
        if (text.Length == 0) return NoUrl;
        try
        {
            // AWS Batch hands a secret out as it is, also one in the form of RDS.
            var url = ConnectionUrl.Parse(text[0] == '{' ? DatabaseSecret.ToUrl("its secret", text, lookup(DatabaseSecret.CertificatesVariable)) : text, lookup);
            return url.Iam ? tokens(url) : url;
        }
        catch (PlatformException e)
        {
            _mistakes.Add($"{name}: {e.Message}");
            return NoUrl;
        }
    }

    public string Choice(string name, params ReadOnlySpan<string> allowed)
    {
        var text = environment(name);
        if (string.IsNullOrEmpty(text)) return allowed[0];
        if (allowed.Contains(text)) return text;
        _mistakes.Add($"{name} must be one of {string.Join(", ", allowed.ToArray())}");
        return allowed[0];
    }

    /// <summary>A whole number with a unit: 500ms, 30s, 10m, 2h.</summary>
    public TimeSpan Duration(string name, TimeSpan otherwise)
    {
        var text = environment(name);
        if (string.IsNullOrEmpty(text)) return otherwise;
        foreach (var (suffix, unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number * unit;
        }

        _mistakes.Add($"{name} is not a duration, expected such as 30s, 10m or 2h");
        return otherwise;
    }

    public void ThrowIfAny()
    {
        if (_mistakes.Count == 0) return;
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, string.Join("; ", _mistakes), $"{program} --help lists the environment")
        {
            Kind = "environment",
        };
    }

    /// <summary>Longest suffix first, so that "ms" is not read as "s".</summary>
    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];
}
