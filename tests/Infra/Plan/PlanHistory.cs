using System.Diagnostics;
using Platform.Infra.Plan;
using Platform.Infra.Settings;

namespace Platform.Infra.Tests.Plan;

/// <summary>A checkout of its own whose commits hold plans of the stack <c>test</c>.</summary>
internal sealed class PlanHistory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("infra-golden-").FullName;

    public static async Task<PlanHistory> CreateAsync(params StackInputs[] plans)
    {
        var history = new PlanHistory();
        await history.GitAsync("init", "-q");
        foreach (var plan in plans)
        {
            GoldenPlan.Write(history.Root, await StackPlan.OfAsync(plan));
            await history.GitAsync("add", "-A");
            await history.GitAsync("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "plan");
        }
        return history;
    }

    /// <summary>What a change of the registry would be told, against the newest commit.</summary>
    public async Task<IReadOnlyList<string>> RefusalsAsync(StackInputs now) =>
        EarlierLife.Refusals(Root, GoldenPlan.At(Root, "test", "HEAD"), (await StackPlan.OfAsync(now)).Expanded);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private async Task GitAsync(params string[] args)
    {
        using var git = Process.Start(new ProcessStartInfo("git", args) { WorkingDirectory = Root })!;
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, git.ExitCode);
    }
}
