using Platform.Infra.Settings;
using Platform.Registry.Failures;

namespace Platform.Infra.Plan;

/// <summary><c>./platform plan</c>: what a stack would be, without credentials and without an engine.</summary>
public static class PlanCommand
{
    /// <summary>Exit codes: 0; 64 usage; 65 a change that is refused; 78 configuration.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var options = PlanOptions.Parse(args);
            if (options.Help)
            {
                Console.WriteLine(PlanOptions.Usage);
                return 0;
            }
            return await RunAsync(options).ConfigureAwait(false);
        }
        catch (PlatformException failure)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Describe()}").ConfigureAwait(false);
            return (int)failure.ExitCode;
        }
        catch (RunException failure)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}").ConfigureAwait(false);
            return (int)ExitCode.Configuration;
        }
    }

    private static async Task<int> RunAsync(PlanOptions options)
    {
        var root = StackFiles.Root();
        var stacks = Path.Combine(root, "stacks");
        var inputs = StackFiles.Load(stacks, options.Registry ?? Path.Combine(stacks, "registry"), options.Stack);
        var plan = await StackPlan.OfAsync(inputs).ConfigureAwait(false);
        if (options.Write)
        {
            GoldenPlan.Write(root, plan);
            Console.WriteLine($"wrote {GoldenPlan.RelativePath(plan.Stack)}: {plan.Resources.Count(resource => !resource.IsComponent)} resources");
            return 0;
        }
        if (options.Diff is not { } revision)
        {
            Console.Write(options.Output switch { PlanOutput.Json => plan.ToJson(), PlanOutput.Markdown => PlanText.Markdown(plan), _ => PlanText.Text(plan) });
            return 0;
        }
        var (before, after) = (GoldenPlan.At(root, plan.Stack, revision), plan.Expanded);
        var diff = PlanDiff.Of(before, after);
        diff = diff with { Refused = [.. diff.Refused, .. EarlierLife.Refusals(root, before, after)] };
        Console.Write(options.Output switch { PlanOutput.Json => PlanDiffJson.Of(diff), PlanOutput.Markdown => PlanDiffText.Markdown(diff, revision), _ => PlanDiffText.Text(diff, revision) });
        return diff.Refused.Count == 0 ? 0 : (int)ExitCode.Data;
    }
}
