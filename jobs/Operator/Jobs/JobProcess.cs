using System.ComponentModel;
using System.Diagnostics;
using Platform.LocalStack.Processes;
using Platform.Operator.CommandLine;
using Platform.Registry.Failures;

namespace Platform.Operator.Jobs;

/// <summary>Runs one job to its end. Interrupted, it asks the job to end and waits; asked twice, it kills.</summary>
internal sealed class JobProcess(Interrupt interrupt, TimeProvider clock)
{
    /// <summary>A job promises to end within 20 seconds of SIGTERM; AWS Batch kills after 30, and so do we.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>A pipe ends with the job, unless something that the job started holds it open: that is not waited for.</summary>
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(5);

    public async Task<JobOutcome> RunAsync(Job job, Action<JobEvent> watch)
    {
        var started = clock.GetTimestamp();
        var words = new JobWords();
        Task<string> output;
        using var process = Start(job);
        using (interrupt.Asked.Register(() => ProcessSignal.Terminate(process.Id)))
        using (interrupt.Insisted.Register(() => process.Kill(entireProcessTree: true)))
        {
            // Both pipes are drained, so that a job never blocks on a full one.
            output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var reading = ReadAsync(process.StandardError, watch, words);
            await WaitAsync(process);
            await Task.WhenAny(Task.WhenAll(reading, output), Task.Delay(PipeGrace, clock));
        }

        return new JobOutcome(job, process.ExitCode, words.Events, words.Notices, JobFailure.Of(job.Name, process.ExitCode, words.Events, words.Words), clock.GetElapsedTime(started))
        { Output = output.IsCompletedSuccessfully ? await output : "" };
    }

    private static Process Start(Job job)
    {
        var start = new ProcessStartInfo(job.Binary) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in job.Arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in job.Environment) start.Environment[name] = value;
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception failure)
        {
            throw new PlatformException(
                Stage.Configure, ExitCode.Configuration, $"{job.Binary} cannot be started: {failure.Message}",
                $"Build it with ./platform, or point PLATFORM_{Path.GetFileName(job.Binary).ToUpperInvariant()}_BINARY at one.")
            { Kind = "binary-missing" };
        }
    }

    private static async Task ReadAsync(StreamReader lines, Action<JobEvent> watch, JobWords words)
    {
        while (await lines.ReadLineAsync() is { } line)
            if (words.Hear(line) is { } said) watch(said);
    }

    private async Task WaitAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync(interrupt.Asked);
        }
        catch (OperationCanceledException)
        {
            using var limit = new CancellationTokenSource(Grace, clock);
            using var killing = limit.Token.Register(() => process.Kill(entireProcessTree: true));
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
