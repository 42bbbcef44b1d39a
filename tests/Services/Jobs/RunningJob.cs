using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Platform.Services.Jobs;

/// <summary>A started job binary whose events are read as they come.</summary>
public sealed class RunningJob : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly List<JsonElement> _events = [];
    private readonly Lock _gate = new();
    private readonly Task<string> _output;
    private readonly Task _reading;
    private readonly List<(string Name, TaskCompletionSource Seen)> _waiting = [];

    public RunningJob(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string? binary = null)
    {
        var start = new ProcessStartInfo(binary ?? JobBinary.Path) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PLATFORM_", StringComparison.Ordinal) || k.StartsWith("PG", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _reading = ReadAsync();
    }

    public int Id => _process.Id;

    /// <summary>Waits until an event of that name was written; fails when the process ends without it.</summary>
    public async Task SeenAsync(string name)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_events.Exists(e => e.GetProperty("event").GetString() == name)) return;
            _waiting.Add((name, seen));
        }

        var first = await Task.WhenAny(seen.Task, _reading);
        if (first != seen.Task && !seen.Task.IsCompleted) throw new InvalidOperationException($"The process ended without the event {name}:\n{_errors}");
    }

    /// <param name="within">Five minutes by default.</param>
    public async Task<JobRun> EndAsync(TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? TimeSpan.FromMinutes(5));
        await _process.WaitForExitAsync(limit.Token);
        await _reading;
        return new JobRun(_process.ExitCode, _events, await _output, _errors.ToString());
    }

    /// <summary>Waits until the process stands still, as after SIGSTOP; fails when it ends instead.</summary>
    public async Task StoppedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!_process.HasExited)
        {
            // The third field of stat is the state; the second, the program's name, is in parentheses.
            var stat = await File.ReadAllTextAsync($"/proc/{Id}/stat", limit.Token);
            if (stat[(stat.LastIndexOf(')') + 2)..].StartsWith('T')) return;
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
        }

        await _reading;
        throw new InvalidOperationException($"The process ended with {_process.ExitCode} instead of stopping:\n{_errors}");
    }

    /// <summary>The process that a wrapper started, and one that this started in turn, to the last.</summary>
    public int Innermost
    {
        get
        {
            var process = Id;
            while (ChildOf(process) is { } child) process = child;
            return process;
        }
    }

    /// <summary>Sends a signal by its name, such as TERM, to this process or to another.</summary>
    public void Signal(string signal, int? process = null) => Process.Start("kill", ["-" + signal, (process ?? Id).ToString(System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static int? ChildOf(int process) => Directory.EnumerateDirectories($"/proc/{process}/task")
        .SelectMany(task => File.ReadAllText(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(child => (int?)int.Parse(child, System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();

    private async Task ReadAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                _errors.AppendLine(line);
                if (!line.StartsWith('{')) continue;
                var read = JsonDocument.Parse(line).RootElement.Clone();
                _events.Add(read);
                foreach (var (name, seen) in _waiting)
                    if (name == read.GetProperty("event").GetString()) seen.TrySetResult();
            }
        }
    }
}
