using Platform.Aws.Databases;
using Platform.Columns.Proof;
using Platform.Registry.Connections;
using Platform.Registry.Deployment;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Telemetry.Processes;

namespace Platform.Snapshot.Invocation;

/// <summary>What the environment says. Held apart from the command line because secrets must not stand in a process list.</summary>
public sealed record JobSettings
{
    /// <summary>Variables whose value may stand in Secrets Manager.</summary>
    public static readonly IReadOnlyList<string> Secrets = [JobVariables.LedgerUrl, JobVariables.SourceUrl, JobVariables.ProofSeed, JobVariables.MaskSecret];

    public required string Stack { get; init; }

    /// <summary>URI of the entry's document and its SHA-256: <c>URI#SHA256</c>; null for a group.</summary>
    public string? Entry { get; init; }

    /// <summary>The same of the group's document; null for one table.</summary>
    public string? Group { get; init; }

    public required string Lake { get; init; }

    public required ConnectionUrl Ledger { get; init; }

    public required ConnectionUrl Source { get; init; }

    /// <summary>The stack's secret: never logged, never stored.</summary>
    public required ProofSeed ProofSeed { get; init; }

    /// <summary>The stack's secret for <c>mask: hash</c>: never logged, never stored; null where the environment has none.</summary>
    public string? MaskSecret { get; init; }

    /// <summary>Also compare with hashes that the source computes in the same database snapshot.</summary>
    public required bool ProveAgainstSource { get; init; }

    /// <summary>How long to wait for a run that another process holds. Design section 5: 10 minutes.</summary>
    public required TimeSpan MaxWait { get; init; }

    /// <summary>How long passing faults are retried inside the process. Design section 5: 15 minutes.</summary>
    public required TimeSpan RetryFor { get; init; }

    /// <summary>Time between progress events; a person watching wants one a second, a log one in a while.</summary>
    public required TimeSpan ProgressEvery { get; init; }

    /// <summary>Faults that a test asked for; null in every other run.</summary>
    public FaultPlan? Faults { get; init; }

    /// <exception cref="PlatformException">Configuration: every missing or malformed variable, in one message without values.</exception>
    public static JobSettings Read(Func<string, string?> environment, bool ofGroup = false)
    {
        var reader = new EnvironmentReader(environment, "snapshot", url => IamLogin.Of(url, environment, TimeProvider.System));
        var settings = new JobSettings
        {
            Stack = reader.Required(JobVariables.Stack),
            Entry = ofGroup ? null : reader.Required(EntryReference.Variable),
            Group = ofGroup ? reader.Required(GroupDocument.Variable) : null,
            Lake = reader.Required(JobVariables.Lake),
            Ledger = reader.Url(JobVariables.LedgerUrl, environment),
            Source = reader.Url(JobVariables.SourceUrl, environment),
            ProofSeed = new ProofSeed(reader.Parsed(JobVariables.ProofSeed, ProofSeed.TextForm, ProofSeed.Read)),
            MaskSecret = environment(JobVariables.MaskSecret),
            ProveAgainstSource = reader.Choice(JobVariables.Proof, "files", "source") == "source",
            MaxWait = reader.Duration(JobVariables.MaxWait, TimeSpan.FromMinutes(10)),
            RetryFor = reader.Duration(JobVariables.RetryFor, TimeSpan.FromMinutes(15)),
            ProgressEvery = reader.Duration(JobVariables.Progress, TimeSpan.FromSeconds(30)),
            Faults = FaultPlan.Parse(environment(FaultPlan.Variable)),
        };
        reader.ThrowIfAny();
        return settings;
    }
}
