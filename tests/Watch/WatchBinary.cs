using System.Diagnostics;
using System.Text.Json;
using Platform.Services;

namespace Platform.Watch.Tests;

/// <summary>
/// The watch binary under test: the published one (trimmed, ReadyToRun) that <c>./platform test</c> makes and names in
/// PLATFORM_WATCH_BINARY, else the one built beside these tests.
/// </summary>
internal static class WatchBinary
{
    public static string Path { get; } = Find();

    public static async Task<WatchRun> RunAsync(IEnumerable<(string Name, string Value)> environment, params string[] args)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(Path, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.Ordinal));
        return new WatchRun(process.ExitCode, [.. lines], await errors);
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_WATCH_BINARY") is { Length: > 0 } named) return named;
        var built = System.IO.Path.Combine(RepositoryRoot.Path, ".artifacts", "bin", "Watch", "release", "watch");
        return File.Exists(built) ? built : throw new FileNotFoundException("The watch binary is missing: run ./platform test, or build jobs/Watch.", built);
    }
}

/// <summary>What a run said: a line of standard output is a document, by its members.</summary>
internal sealed record WatchRun(int Exit, IReadOnlyList<Dictionary<string, string>> Output, string Errors);
