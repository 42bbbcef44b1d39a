using Platform.Aws.SecretsManager;
using Platform.Registry.Connections;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;
using Platform.Snapshot.Invocation;
using Platform.Telemetry.Events;
using Platform.Telemetry.Processes;

namespace Platform.Snapshot;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.Out.WriteLine(SnapshotArguments.Usage);
            return (int)ExitCode.Success;
        }

        using var stop = new StopSignals();
        using var errors = Console.OpenStandardError();
        var log = new EventLog(errors, LogStyle.Of(Environment.GetEnvironmentVariable(JobVariables.Log)), TimeProvider.System);
        try
        {
            var arguments = SnapshotArguments.Parse(args);
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            if (SecretReference.IsInAny(JobSettings.Secrets, environment)) environment = await SecretVariables.ResolveAsync(environment, JobSettings.Secrets, stop.Token).ConfigureAwait(false);
            var settings = JobSettings.Read(environment, arguments.Group is not null);
            return (int)await SnapshotJob.RunAsync(arguments, settings, log, stop.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return (int)FailureEvents.Tell(log, e, stop.Token);
        }
    }
}
