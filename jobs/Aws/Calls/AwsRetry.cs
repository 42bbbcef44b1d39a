using Platform.Aws.Failures;
using Polly;
using Polly.Retry;

namespace Platform.Aws.Calls;

/// <summary>How passing faults are repeated: doubling, jittered pauses, longer ones where the service throttles.</summary>
internal static class AwsRetry
{
    /// <summary>Sums to about a minute and a half at most, well below the five minutes for which a signature holds.</summary>
    private const int MaxRetries = 7;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstPauseThrottled = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    public static ResiliencePipeline<HttpAnswer> Pipeline(TimeProvider time) => new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<HttpAnswer>
        {
            MaxRetryAttempts = MaxRetries,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception switch
            {
                AwsServiceException refused => refused.IsRetryable,
                HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => false,
                HttpRequestException or IOException or TimeoutException => true,
                OperationCanceledException => !arguments.Context.CancellationToken.IsCancellationRequested,
                _ => false,
            }),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Pause(arguments.AttemptNumber, arguments.Outcome.Exception is AwsServiceException { IsThrottling: true })),
        })
        .Build();

    /// <summary>Between half and all of the doubled pause, so that a thousand jobs do not come back in step.</summary>
    private static TimeSpan Pause(int retry, bool throttled)
    {
        var full = (throttled ? FirstPauseThrottled : FirstPause) * Math.Pow(2, retry);
        return (full < LongestPause ? full : LongestPause) * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
