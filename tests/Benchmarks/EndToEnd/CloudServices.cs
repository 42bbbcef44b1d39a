using System.Diagnostics;
using System.Globalization;
using Platform.Fakes.S3;
using Platform.Fakes.Signing;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>A running <see cref="CloudServer"/>.</summary>
internal sealed class CloudServices : IAsyncDisposable
{
    private readonly Process _process;

    private CloudServices(Process process, string[] endpoints)
    {
        _process = process;
        Environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = FakeCredentials.Default.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = FakeCredentials.Default.SecretKey,
            ["AWS_SESSION_TOKEN"] = FakeCredentials.Default.SessionToken!,
            ["AWS_REGION"] = FakeS3.Region,
            ["AWS_ENDPOINT_URL_S3"] = endpoints[0],
            ["AWS_ENDPOINT_URL_GLUE"] = endpoints[1],
            ["PLATFORM_LAKE"] = $"s3://{FakeS3.BucketName}/lake",
            ["PLATFORM_LAKE_OWNER"] = "123456789012",
        };
    }

    /// <summary>What a job needs to use them.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public static async Task<CloudServices> StartAsync()
    {
        var start = new ProcessStartInfo(System.Environment.ProcessPath!, ["cloud"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // They share the cores with what is measured: no code that counts before the code that serves.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start)!;
        var endpoints = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the fakes did not start");
        return new CloudServices(process, endpoints.Split(' '));
    }

    /// <summary>CPU seconds and requests since the last call, by service and operation.</summary>
    public async Task<(double Cpu, IReadOnlyDictionary<string, int> Requests)> AskedAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        var answer = (await _process.StandardOutput.ReadLineAsync())!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var requests = answer.Skip(1).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), requests);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
