using System.Net.Http.Headers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Platform.Aws.Failures;
using Platform.Aws.Signing;
using Polly;

namespace Platform.Aws.Calls;

/// <summary>
/// Calls AWS services that answer JSON. A call is signed once and repeated with the same signature, so that nothing it sends is accepted five minutes
/// after it began, whatever froze in between. Safe for any number of callers; the opener disposes.
/// </summary>
public sealed class AwsClient : IDisposable
{
    /// <summary>For one sending and its answer; what is asked for here is answered in well under a second.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpAnswer> _retry;
    private readonly TimeProvider _time;
    private readonly Lazy<AWSCredentials> _credentials;

    public AwsClient(AwsSettings settings, TimeProvider time)
    {
        Settings = settings;
        _time = time;
        _retry = AwsRetry.Pipeline(time);
        _credentials = new Lazy<AWSCredentials>(() => DefaultAWSCredentialsIdentityResolver.GetCredentials());
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout };
    }

    public AwsSettings Settings { get; }

    /// <summary>Makes one call, with its retries.</summary>
    /// <param name="operation">Which.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="signedAt">The moment it is signed for; null = now. AWS refuses it from five minutes after that on.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="AwsServiceException">The service refused.</exception>
    /// <exception cref="HttpRequestException">No answer came, after all retries.</exception>
    public async Task<TAnswer> CallAsync<TRequest, TAnswer>(AwsOperation<TRequest, TAnswer> operation, TRequest request, DateTimeOffset? signedAt, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, operation.Request);
        var endpoint = new Uri(Settings.EndpointOf(operation.Service), operation.Path);
        var moment = signedAt ?? _time.GetUtcNow();
        var credentials = await _credentials.Value.GetCredentialsAsync().ConfigureAwait(false);
        var answer = await _retry.ExecuteAsync(async token => await SendAsync(Message(), operation.Action, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return JsonSerializer.Deserialize(answer.Body.Length == 0 ? "{}"u8 : answer.Body, operation.Answer)!;

        HttpRequestMessage Message()
        {
            var message = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
            if (operation.Service.TargetPrefix is { } prefix) message.Headers.TryAddWithoutValidation("x-amz-target", $"{prefix}.{operation.Name}");
            RequestSigner.Sign(message, body, operation.Service.ContentType, credentials, Settings.Region, operation.Service.Name, moment);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(operation.Service.ContentType);
            return message;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpAnswer> SendAsync(HttpRequestMessage message, string action, CancellationToken cancellation)
    {
        using (message)
        {
            using var answer = await _http.SendAsync(message, cancellation).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode) return new HttpAnswer(body);
            throw ErrorAnswer.Read(action, answer, body);
        }
    }
}
