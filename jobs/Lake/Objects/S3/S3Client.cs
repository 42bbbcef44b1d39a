using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>The SDK's client as a lake needs it: one pool of connections, retries with jittered backoff, and checksums that are ours.</summary>
internal static class S3Client
{
    /// <summary>Long enough for a distant region, short enough for a dead address.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of a body written to the connection at once: with the SDK's 8 KiB, a part of 8 MiB is a thousand writes.</summary>
    private const int SendBytes = 128 << 10;

    public static (AmazonS3Client Client, HttpClient Http) Open(S3Settings settings)
    {
        var http = new HttpClient(new SendCounter(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            // S3 answers from many addresses, and drops idle connections after a while.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        }))
        { Timeout = settings.Timeout };
        var config = new AmazonS3Config
        {
            HttpClientFactory = new OneHttpClient(http),
            // Not adaptive: that limiter falls to half a request a second for the whole client at the first SlowDown, and two of them ended an upload after 27 s.
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = settings.MaxRetries,
            Timeout = settings.Timeout,
            ForcePathStyle = settings.PathStyle,
            BufferSize = SendBytes,
            // Bodies carry a CRC-64 that was taken while they were written; the SDK would read them once more for another.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = settings.Region ?? "us-east-1";
        }
        else
        {
            config.RegionEndpoint = settings.Region is { } name ? RegionEndpoint.GetBySystemName(name) : FallbackRegionFactory.GetRegionEndpoint() ?? throw NoRegion();
        }
        return (new AmazonS3Client(config), http);
    }

    private static PlatformException NoRegion() =>
        new(Stage.Configure, ExitCode.Configuration, "the AWS region is not known", "set AWS_REGION, or region in the profile") { Kind = "aws-region" };

    /// <summary>The SDK would make and keep clients of its own; this one is the store's.</summary>
    private sealed class OneHttpClient(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
