using System.Diagnostics;
using System.Globalization;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>One program that reads the table, run as a process of its own so that all are measured alike.</summary>
/// <param name="Name">For the table of results.</param>
/// <param name="Streams">Connections it reads by.</param>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Contender(string Name, int Streams, string FileName, IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it is given on standard input; null = nothing.</summary>
    public string? Input { get; init; }

    /// <summary>False where the process only starts others: its own memory says nothing.</summary>
    public bool MeasuresMemory { get; init; } = true;

    /// <summary>Finds rows read and bytes written in standard output and error; null where it tells neither.</summary>
    public Func<string, string, (long Rows, long Bytes)?> Result { get; init; } = static (output, _) => ParseNumbers(output);

    /// <summary>Runs it once and measures.</summary>
    /// <param name="postmaster">Process id of the server.</param>
    /// <param name="settled">Returns when the server has no backends left of what ran: their time then counts as the postmaster's children's.</param>
    public async Task<Measurement> RunAsync(int postmaster, Func<Task> settled)
    {
        await settled();
        var server = ProcessTimes.EndedChildren(postmaster);
        var client = ProcessTimes.EndedChildren(System.Environment.ProcessId);
        var start = new ProcessStartInfo(FileName, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = Input is not null };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        if (Input is not null)
        {
            await process.StandardInput.WriteAsync(Input);
            process.StandardInput.Close();
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
        {
            while (!output.IsCompleted && await timer.WaitForNextTickAsync()) peak = !MeasuresMemory ? 0 : Math.Max(peak, ProcessTimes.PeakMemory(process.Id) ?? 0);
        }

        await process.WaitForExitAsync();
        var wall = clock.Elapsed.TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Name} ended with {process.ExitCode}: {await output}{await errors}");
        client = ProcessTimes.EndedChildren(System.Environment.ProcessId) - client;
        await settled();
        return new Measurement(this, wall, client, ProcessTimes.EndedChildren(postmaster) - server, peak, Result(await output, await errors));
    }

    private static (long Rows, long Bytes)? ParseNumbers(string output)
    {
        var numbers = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return numbers switch { [] => null, [var rows] => (rows, 0), [var rows, var bytes, ..] => (rows, bytes) };
    }
}
