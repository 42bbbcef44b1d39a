using System.Diagnostics;
using Platform.Services;

namespace Platform.Operator.Tests.Running;

/// <summary>The built <c>platform</c> binary as a process, on a local stack of its own under a temporary directory.</summary>
public sealed class PlatformProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public PlatformProcess()
    {
        Home = Path.Combine(Path.GetTempPath(), $"platform-operator-{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Home);
        _environment["PLATFORM_HOME"] = Home;
    }

    public static string Binary { get; } = Path.Combine(RepositoryRoot.Path, ".artifacts", "bin", "Operator", "release", "platform");

    /// <summary>Everything that the commands of this test write, the cluster and the lake included.</summary>
    public string Home { get; }

    public PlatformProcess With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public PlatformProcess With(IEnumerable<(string Variable, string Value)> variables)
    {
        foreach (var (variable, value) in variables) _environment[variable] = value;
        return this;
    }

    public async Task<PlatformResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Binary)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Any directory but the checkout's: nothing may depend on it.
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<PlatformResult> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new PlatformResult(process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Path.Combine(Home, "postgres"))) await RunAsync("local", "stop");
        Directory.Delete(Home, recursive: true);
    }
}
