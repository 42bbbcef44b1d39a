using Platform.Infra.Settings;
using Pulumi.Testing;

namespace Platform.Infra.Plan;

/// <summary>Runs the program against a recorder: no engine, no credentials.</summary>
public static class StackPlan
{
    public const string Project = "platform";

    /// <exception cref="RunException">The program failed.</exception>
    public static async Task<PlanDocument> OfAsync(StackInputs inputs)
    {
        var recorder = new PlanRecorder(inputs.Settings);
        var options = new StackOptions { ResourceTransformations = { recorder.Observe } };
        await Deployment.TestWithServiceProviderAsync<PlatformStack>(
            recorder,
            new SingleStack(() => new PlatformStack(inputs, options)),
            new TestOptions { ProjectName = Project, StackName = inputs.Settings.Stack, IsPreview = false }).ConfigureAwait(false);
        return new PlanDocument(inputs.Settings.Stack, recorder.Resources(), PlanNotes.Of(inputs));
    }

    /// <summary>Gives the SDK the one stack that it asks for.</summary>
    private sealed class SingleStack(Func<PlatformStack> make) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(PlatformStack) ? make() : null;
    }
}
