using System.Runtime.InteropServices;
using Platform.Registry.Failures;

namespace Platform.Registry.Faults;

/// <summary>Carries out a <see cref="FaultPlan"/> on this process. Safe for several threads: streams reach their steps side by side.</summary>
public sealed partial class InjectedFaults(FaultPlan plan, TimeProvider time) : IFaultPoints
{
    private const int SigKill = 9;

    /// <summary>19 on Linux, 17 on macOS.</summary>
    private static readonly int SigStop = OperatingSystem.IsMacOS() ? 17 : 19;

    private readonly int[] _reached = new int[Enum.GetValues<FlowStep>().Length];

    public async ValueTask ReachedAsync(FlowStep step, CancellationToken cancellation)
    {
        var occurrence = Interlocked.Increment(ref _reached[(int)step]);
        foreach (var fault in plan.Faults)
        {
            if (fault.Step != step || fault.Occurrence != occurrence) continue;
            switch (fault.Action)
            {
                case FaultAction.Kill: _ = Raise(SigKill); break;
                case FaultAction.Stop: _ = Raise(SigStop); break;
                case FaultAction.Pause: await Task.Delay(fault.For, time, cancellation).ConfigureAwait(false); break;
                default:
                    throw new PlatformException(Stage.Record, ExitCode.TryAgain, $"{FaultPlan.Variable} asked for a failure at {step}", $"{FaultPlan.Variable} is for tests alone: unset it")
                    { Kind = "injected-fault" };
            }
        }
    }

    /// <summary>To this thread, so that not one instruction of it runs in between.</summary>
    [LibraryImport("libc", EntryPoint = "raise")]
    private static partial int Raise(int signal);
}
