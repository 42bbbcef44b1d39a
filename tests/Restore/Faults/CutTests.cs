using Platform.Registry.Faults;

namespace Platform.Restore.Tests.Faults;

/// <summary>pg_terminate_backend on every session of the restore, at every boundary of both flows: it says so with 75, and the target is as it was.</summary>
public sealed class CutTests(TakenGroup group) : IClassFixture<TakenGroup>
{
    [Theory]
    [MemberData(nameof(RestoreSteps.OfEachFlow), MemberType = typeof(RestoreSteps))]
    public async Task Cut_AtEveryStep_LeavesTheTargetAsItWasAndTheNextSucceeds(string mode, FlowStep step)
    {
        var @case = await group.PrepareAsync(mode);
        using var job = @case.Start($"{step}=stop");
        await job.StoppedAsync();
        Assert.True(await @case.CutAsync() > 0);
        job.Signal("CONT");

        var run = await job.EndAsync();

        Assert.True(run.ExitCode == (step == FlowStep.Live ? 0 : 75), run.Errors);
        if (step == FlowStep.Live) await @case.AssertCompleteAsync();
        else await @case.AssertUntouchedAsync();
        await @case.AssertNextSucceedsAsync(isThere: step == FlowStep.Live);
    }
}
