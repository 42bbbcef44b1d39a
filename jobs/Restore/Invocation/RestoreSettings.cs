using Platform.Aws.Databases;
using Platform.Columns.Proof;
using Platform.Registry.Connections;
using Platform.Registry.Deployment;
using Platform.Registry.Faults;
using Platform.Telemetry.Processes;

namespace Platform.Restore.Invocation;

/// <summary>What the environment says. Held apart from the command line because secrets must not stand in a process list.</summary>
/// <param name="Target">What is restored into; null of a verification.</param>
/// <param name="Seed">Of the stack that took the snapshots.</param>
/// <param name="ProgressEvery">Time between progress events.</param>
/// <param name="LockWait">How long the locks that make tables live are tried for.</param>
internal sealed record RestoreSettings(ConnectionUrl? Target, ProofSeed Seed, TimeSpan ProgressEvery, TimeSpan LockWait)
{
    /// <summary>Variables whose value may stand in Secrets Manager.</summary>
    public static readonly IReadOnlyList<string> Secrets = [JobVariables.TargetUrl, JobVariables.ProofSeed];

    /// <summary>Faults that a test asked for; null in every other run.</summary>
    public FaultPlan? Faults { get; init; }

    /// <exception cref="Registry.Failures.PlatformException">Configuration: every missing or malformed variable, in one message without values.</exception>
    public static RestoreSettings Read(Func<string, string?> environment, RestoreArguments arguments)
    {
        var reader = new EnvironmentReader(environment, "restore", url => IamLogin.Of(url, environment, TimeProvider.System));
        var target = arguments.Verify ? null : reader.Url(JobVariables.TargetUrl, environment);
        var seed = new ProofSeed(reader.Parsed(JobVariables.ProofSeed, ProofSeed.TextForm, ProofSeed.Read));
        var progress = Progress(reader);
        var locks = reader.Duration(JobVariables.LockWait, TimeSpan.FromMinutes(5));
        reader.ThrowIfAny();
        return new RestoreSettings(target, seed, progress, locks) { Faults = FaultPlan.Parse(environment(FaultPlan.Variable)) };
    }

    /// <summary>Time between progress events: all that a comparison needs to know.</summary>
    /// <exception cref="Registry.Failures.PlatformException">Configuration.</exception>
    public static TimeSpan ReadProgress(Func<string, string?> environment)
    {
        var reader = new EnvironmentReader(environment, "restore", url => url);
        var progress = Progress(reader);
        reader.ThrowIfAny();
        return progress;
    }

    private static TimeSpan Progress(EnvironmentReader reader) => reader.Duration(JobVariables.Progress, TimeSpan.FromSeconds(30));
}
