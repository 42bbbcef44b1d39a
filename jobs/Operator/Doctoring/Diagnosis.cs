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

    public static async Task<IReadOnlyList<DoctorFinding>> RunAsync(IEnumerable<Probe> probes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var findings = new List<DoctorFinding>();
        foreach (var probe in probes) findings.Add(await AskAsync(probe, clock, cancellationToken));
        return findings;
    }

    private static async Task<DoctorFinding> AskAsync(Probe probe, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (probe.Ask is null) return Found(probe, "not_asked", null);
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await probe.Ask(either.Token);
            return Found(probe, "ok", null);
        }
        catch (PlatformException refused) when (refused.Kind is "aws-permission" or "lake-permission" && IsOf(probe, refused))
        {
            return Found(probe, "denied", refused);
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

    /// <summary>A call may need what another probe asks for: the statement is that one's to give.</summary>
    private static bool IsOf(Probe probe, PlatformException refused) => probe.Actions.Any(action => refused.Message.StartsWith($"{action} ", StringComparison.Ordinal));

    private static DoctorFinding Found(Probe probe, string status, PlatformException? failure) => new(
        probe.Subject, probe.Actions, probe.Resources, status, failure is null ? null : ErrorFacts.Of(failure),
        status == "denied" ? new PolicyStatement("Allow", probe.Actions, probe.Resources) : null);
}
