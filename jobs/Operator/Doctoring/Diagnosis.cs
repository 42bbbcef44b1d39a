using Platform.Operator.Answers;
using Platform.Registry.Failures;

namespace Platform.Operator.Doctoring;

/// <summary>Asks every probe, one after the other: what is wrong with one says nothing of the next.</summary>
internal static class Diagnosis
{
    /// <summary>A desk outside a database's network waits for nobody: a way that is closed is closed after this.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The kind of failure of a probe whose thing is not there before the first snapshot.</summary>
    public const string NotYet = "not-yet";

    /// <summary>What a database asks IAM for, whose logins are tokens; it says no more than that it refuses one.</summary>
    public const string Connect = "rds-db:connect";

    public static async Task<IReadOnlyList<DoctorFinding>> RunAsync(IEnumerable<Probe> probes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var findings = new List<DoctorFinding>();
        foreach (var probe in probes) findings.Add(await AskAsync(probe, clock, cancellationToken));
        return findings;
    }

    private static async Task<DoctorFinding> AskAsync(Probe probe, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await probe.Ask(either.Token);
            return Found(probe, "ok", null);
        }
        catch (PlatformException refused) when (refused.Kind is FailureKinds.AwsPermission or FailureKinds.LakePermission && probe.Missing(refused.Message) is { Count: > 0 } missing)
        {
            return Found(probe, "denied", refused, missing);
        }
        catch (PlatformException refused) when (refused.Kind is FailureKinds.LoginRefused or FailureKinds.WrongPassword && probe.Missing($"{Connect} ") is { Count: > 0 } missing)
        {
            return Found(probe, "denied", refused, missing);
        }
        catch (PlatformException early) when (early.Kind == NotYet)
        {
            return Found(probe, "not_asked", early);
        }
        catch (PlatformException failed)
        {
            return Found(probe, "failed", failed);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Found(probe, "failed", new PlatformException(Stage.Connect, ExitCode.TryAgain, "no answer within 30 s", "check the way there: network, endpoints, security groups") { Kind = "timeout" });
        }
    }

    private static DoctorFinding Found(Probe probe, string status, PlatformException? failure, IReadOnlyList<PolicyStatement>? missing = null) =>
        new(probe.Subject, [.. probe.Needs.SelectMany(need => need.Action)], status, failure is null ? null : ErrorFacts.Of(failure), missing ?? []);
}
