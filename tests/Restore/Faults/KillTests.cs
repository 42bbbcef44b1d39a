using Platform.Registry.Faults;

namespace Platform.Restore.Tests.Faults;

/// <summary>SIGKILL at every boundary, in every mode, of a restore of two tables that refer to each other: the target is as it was, or complete.</summary>
public sealed class KillTests(TakenGroup group) : IClassFixture<TakenGroup>
{
    [Theory]
    [MemberData(nameof(RestoreSteps.All), MemberType = typeof(RestoreSteps))]
    public async Task Kill_AtEveryStep_LeavesTheTargetAsItWasOrCompleteAndTheNextSucceeds(string mode, FlowStep step)
    {
        var @case = await group.PrepareAsync(mode);
        using (var job = @case.Start($"{step}=kill"))
        {
            var run = await job.EndAsync();
            Assert.True(run.ExitCode == 137, run.Errors);
        }

        await @case.LeftAsync();
        if (step == FlowStep.Live) await @case.AssertCompleteAsync();
        else await @case.AssertUntouchedAsync();
        await @case.AssertNextSucceedsAsync(isThere: step == FlowStep.Live);
    }

    /// <summary>The second table's rows, or indexes, are on their way.</summary>
    [Theory]
    [InlineData("truncate", "RowsLoaded#2")]
    [InlineData("replace", "RowsLoaded#2")]
    [InlineData("create", "TableIndexed#2")]
    public async Task Kill_BetweenTheTablesOfAGroup_LeavesTheTargetAsItWas(string mode, string where)
    {
        var @case = await group.PrepareAsync(mode);
        using (var job = @case.Start($"{where}=kill")) Assert.Equal(137, (await job.EndAsync()).ExitCode);
        await @case.LeftAsync();
        await @case.AssertUntouchedAsync();
        await @case.AssertNextSucceedsAsync(isThere: false);
    }
}
