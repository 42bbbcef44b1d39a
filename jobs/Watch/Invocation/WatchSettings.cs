using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Watch.Invocation;

/// <summary>What the environment says.</summary>
internal sealed record WatchSettings(string Stack, ConnectionUrl Ledger)
{
    /// <summary>How long passing faults of the ledger are retried: the next look is a quarter of an hour away, and one that is missing is a warning too.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="PlatformException">Configuration (78): every missing or malformed variable, without values.</exception>
    public static WatchSettings Read(Func<string, string?> environment)
    {
        var mistakes = new List<string>();
        var stack = environment("PLATFORM_STACK");
        if (string.IsNullOrEmpty(stack)) mistakes.Add("PLATFORM_STACK is not set");
        var ledger = Url(environment, mistakes);
        if (mistakes.Count == 0) return new WatchSettings(stack!, ledger!);
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, string.Join("; ", mistakes), "watch --help lists the environment") { Kind = "environment" };
    }

    private static ConnectionUrl? Url(Func<string, string?> environment, List<string> mistakes)
    {
        if (environment("PLATFORM_LEDGER_URL") is not { Length: > 0 } text)
        {
            mistakes.Add("PLATFORM_LEDGER_URL is not set");
            return null;
        }
        try
        {
            return ConnectionUrl.Parse(text, environment);
        }
        catch (PlatformException failure)
        {
            mistakes.Add($"PLATFORM_LEDGER_URL: {failure.Message}");
            return null;
        }
    }
}
