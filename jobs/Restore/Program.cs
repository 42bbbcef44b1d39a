using Platform.Aws.SecretsManager;
using Platform.Registry.Connections;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;
using Platform.Restore.Flow;
using Platform.Restore.Invocation;
using Platform.Telemetry.Events;
using Platform.Telemetry.Processes;

namespace Platform.Restore;

internal static class Program
{
    /// <summary>A COPY that the server does not drain cannot be interrupted from within; the process's end undoes it, within Batch's 30 seconds.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static async Task<int> Main(string[] args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.Out.WriteLine(RestoreArguments.Usage);
            return (int)ExitCode.Success;
        }

        using var stop = new StopSignals();
        using var errors = Console.OpenStandardError();
        var log = new EventLog(errors, LogStyle.Of(Environment.GetEnvironmentVariable(JobVariables.Log)), TimeProvider.System);
        try
        {
            var work = args is [DiffArguments.Flag, ..] ? CompareAsync(args, log, stop.Token) : RestoreAsync(args, log, stop.Token);
            await Task.WhenAny(work, StoppedAsync(stop.Token)).ConfigureAwait(false);
            if (!work.IsCompleted) stop.Token.ThrowIfCancellationRequested();
            await work.ConfigureAwait(false);
            return (int)ExitCode.Success;
        }
        catch (Exception e)
        {
            return (int)FailureEvents.Tell(log, e, stop.Token);
        }
    }

    private static async Task RestoreAsync(string[] args, EventLog log, CancellationToken stop)
    {
        var arguments = RestoreArguments.Parse(args);
        Func<string, string?> environment = Environment.GetEnvironmentVariable;
        if (SecretReference.IsInAny(RestoreSettings.Secrets, environment)) environment = await SecretVariables.ResolveAsync(environment, RestoreSettings.Secrets, stop).ConfigureAwait(false);
        var settings = RestoreSettings.Read(environment, arguments);
        await Task.Run(() => RestoreJob.RunAsync(arguments, settings, log, TimeProvider.System, stop), CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task CompareAsync(string[] args, EventLog log, CancellationToken stop)
    {
        var arguments = DiffArguments.Parse(args);
        var every = RestoreSettings.ReadProgress(Environment.GetEnvironmentVariable);
        await Task.Run(() => DiffJob.RunAsync(arguments, every, log, TimeProvider.System, stop), CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task StoppedAsync(CancellationToken stop)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), asked);
        await asked.Task.ConfigureAwait(false);
        await Task.Delay(Grace, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
    }
}
