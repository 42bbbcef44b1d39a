using System.ComponentModel;
using System.Diagnostics;
using Platform.LocalStack.Processes;
using Platform.Operator.CommandLine;
using Platform.Registry.Failures;

namespace Platform.Operator.Jobs;

/// <summary>Runs one job to its end. Interrupted, it asks the job to end and waits; asked twice, it kills.</summary>
internal sealed class JobProcess(Interrupt interrupt, TimeProvider clock)
{
    /// <summary>Words that are not events are kept for a job that dies without saying why; so many lines of them.</summary>
    private const int KeptLines = 10;

    /// <summary>A job promises to end within 20 seconds of SIGTERM; AWS Batch kills after 30, and so do we.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>A pipe ends with the job, unless something that the job started holds it open: that is not waited for.</summary>
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(5);

    public async Task<JobOutcome> RunAsync(Job job, Action<JobEvent> watch)
    {
        var started = clock.GetTimestamp();
        var events = new Dictionary<string, JobEvent>(StringComparer.Ordinal);
        var notices = new List<string>();
        var words = new Queue<string>();
        using var process = Start(job);
        using (interrupt.Asked.Register(() => ProcessSignal.Terminate(process.Id)))
        using (interrupt.Insisted.Register(() => process.Kill(entireProcessTree: true)))
        {
            // Both pipes are drained, so that a job never blocks on a full one.
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var reading = ReadAsync(process.StandardError, watch, events, notices, words);
            await WaitAsync(process);
            await Task.WhenAny(Task.WhenAll(reading, output), Task.Delay(PipeGrace, clock));
        }

        return new JobOutcome(job, process.ExitCode, events, notices, FailureOf(job, process.ExitCode, events, words), clock.GetElapsedTime(started));
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

    private static async Task ReadAsync(StreamReader lines, Action<JobEvent> watch, Dictionary<string, JobEvent> events, List<string> notices, Queue<string> words)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (JobEvent.Parse(line) is { } said)
            {
                events[said.Name] = said;
                if (said.Name == "notice" && said.Text("message") is { } notice) notices.Add(notice);
                watch(said);
                continue;
            }

            if (words.Count == KeptLines) words.Dequeue();
            words.Enqueue(line);
        }
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

    private static PlatformException? FailureOf(Job job, int exitCode, Dictionary<string, JobEvent> events, Queue<string> words)
    {
        if (exitCode == 0) return null;
        if (events.GetValueOrDefault("failed") is { } failed)
        {
            return new PlatformException(Stage.Record, (ExitCode)exitCode, failed.Text("message") ?? "no message", failed.Text("hint")) { Kind = failed.Text("kind") ?? "error" };
        }

        // SIGKILL shows as 137: out of memory more often than by hand.
        var known = Enum.IsDefined((ExitCode)exitCode);
        var said = words.Count == 0 ? "" : $"; its last words:\n{string.Join('\n', words)}";
        return new PlatformException(
            Stage.Record, known ? (ExitCode)exitCode : ExitCode.TryAgain, $"the job of {job.Name} ended with {exitCode} without saying why{said}",
            exitCode == 137 ? "137 is SIGKILL: out of memory, or killed by hand." : null)
        { Kind = "job-died" };
    }
}
