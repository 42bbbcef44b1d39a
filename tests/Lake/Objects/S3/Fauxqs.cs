using System.Diagnostics;
using System.Globalization;
using Platform.Judges;
using Platform.Lake.Objects.S3;

namespace Platform.Lake.Tests.Objects.S3;

/// <summary>A running fauxqs with one bucket; each lake in it has a prefix of its own.</summary>
public sealed class Fauxqs : IAsyncLifetime
{
    private const string Bucket = "another-lake";

    private Process _process = null!;
    private Uri _endpoint = null!;
    private int _lakes;

    public async ValueTask InitializeAsync()
    {
        _process = JudgeRunner.Serve("fauxqs.mjs", Bucket);
        var port = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("fauxqs did not start: npm ci in tests/Judges");
        _endpoint = new Uri("http://127.0.0.1:" + port);
    }

    public S3ObjectStore Open()
    {
        S3Lake.UseFakeCredentials();
        var settings = new S3Settings { Endpoint = _endpoint, Region = "eu-west-1", PathStyle = true, PartBytes = 5 << 20 };
        return S3ObjectStore.Open(new Uri(string.Create(CultureInfo.InvariantCulture, $"s3://{Bucket}/lake-{Interlocked.Increment(ref _lakes)}")), settings, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
