using Platform.Aws.Databases;
using Platform.Registry.Connections;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;
using Platform.Telemetry.Processes;

namespace Platform.Watch.Invocation;

/// <summary>What the environment says.</summary>
internal sealed record WatchSettings(string Stack, ConnectionUrl Ledger)
{
    /// <summary>How long passing faults of the ledger are retried: the next look is a quarter of an hour away, and one that is missing is a warning too.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Variables whose value may stand in Secrets Manager.</summary>
    public static readonly IReadOnlyList<string> Secrets = [JobVariables.LedgerUrl];

    /// <exception cref="PlatformException">Configuration (78): every missing or malformed variable, without values.</exception>
    public static WatchSettings Read(Func<string, string?> environment)
    {
        var reader = new EnvironmentReader(environment, "watch", url => IamLogin.Of(url, environment, TimeProvider.System));
        var settings = new WatchSettings(reader.Required(JobVariables.Stack), reader.Url(JobVariables.LedgerUrl, environment));
        reader.ThrowIfAny();
        return settings;
    }
}
