using Platform.Aws.SecretsManager;
using Platform.Registry.Connections;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;
using Platform.Telemetry.Events;
using Platform.Telemetry.Metrics;
using Platform.Telemetry.Processes;
using Platform.Watch.Invocation;

namespace Platform.Watch;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.Out.WriteLine(WatchArguments.Usage);
            return (int)ExitCode.Success;
        }

        using var errors = Console.OpenStandardError();
        using var output = Console.OpenStandardOutput();
        var log = new EventLog(errors, LogStyle.Of(Environment.GetEnvironmentVariable(JobVariables.Log)), TimeProvider.System);
        try
        {
            var arguments = WatchArguments.Parse(args, TimeProvider.System);
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            if (SecretReference.IsInAny(WatchSettings.Secrets, environment)) environment = await SecretVariables.ResolveAsync(environment, WatchSettings.Secrets, CancellationToken.None).ConfigureAwait(false);
            var settings = WatchSettings.Read(environment);
            await WatchJob.RunAsync(arguments, settings, new MetricLines(output), log, CancellationToken.None).ConfigureAwait(false);
            return (int)ExitCode.Success;
        }
        catch (Exception e)
        {
            return (int)FailedEvent.Tell(log, e as PlatformException ?? Defect.Of(Stage.Check, e));
        }
    }
}
