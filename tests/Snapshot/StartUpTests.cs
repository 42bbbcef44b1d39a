using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests;

/// <summary>
/// A job starts hourly for each of a thousand tables, and most of what a start costs is compiling what was not compiled ahead. Time is measured by a benchmark; what it
/// comes from can be counted, and is counted here, with the binary that images carry.
/// </summary>
public sealed class StartUpTests
{
    /// <summary>350 to 370 were counted when this was written, most of them the runtime's own, which are never compiled ahead.</summary>
    private const int MostCompiled = 420;

    [Fact]
    public async Task Start_OfThePublishedBinary_CompilesLittle()
    {
        Assert.True(JobBinary.IsPublished, "Only a published binary is compiled ahead. Run ./platform test, or publish jobs/Snapshot and name the binary in PLATFORM_SNAPSHOT_BINARY.");
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table one as select 1 as id");
        var list = Path.Combine(stack.LakeDirectory, "compiled.txt");
        stack.Further["DOTNET_JitStdOutFile"] = list;
        stack.Further["DOTNET_JitDisasmSummary"] = "1";

        var run = await stack.RunAsync(JobStack.Entry("one", JobStack.Column("id", "integer")));

        Assert.True(run.ExitCode == 0, run.Errors);
        var compiled = File.ReadAllLines(list);
        Assert.DoesNotContain(compiled, method => method.Contains("AsyncStateMachineBox`1[System.__Canon,Platform.", StringComparison.Ordinal));
        Assert.True(compiled.Length is > 50 and <= MostCompiled, $"{compiled.Length} methods were compiled at start, {MostCompiled} are allowed:{Environment.NewLine}{string.Join(Environment.NewLine, compiled)}");
    }
}
