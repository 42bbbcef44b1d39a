using System.Text.Json.Serialization;
using Platform.Aws.Calls;

namespace Platform.Aws.Logs;

/// <summary>The operation of CloudWatch Logs that is used, API version 2014-03-28.</summary>
public static class LogsOperations
{
    public static readonly AwsService Service = new("logs", "Logs_20140328", "application/x-amz-json-1.1") { EndpointVariable = "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS" };

    public static AwsOperation<GetLogEventsRequest, GetLogEventsAnswer> GetLogEvents { get; } =
        new(Service, nameof(GetLogEvents), LogsJson.Default.GetLogEventsRequest, LogsJson.Default.GetLogEventsAnswer);
}

/// <summary>A page of a stream of at most 1 MB. With a token of an earlier answer, <paramref name="StartFromHead"/> must be true.</summary>
public sealed record GetLogEventsRequest(string LogGroupName, string LogStreamName, string? NextToken, bool StartFromHead = true);

/// <summary>The forward token is that of the request where there is nothing newer.</summary>
public sealed record GetLogEventsAnswer(IReadOnlyList<LogEvent>? Events, string? NextForwardToken);

/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="Message">One line.</param>
public sealed record LogEvent(long Timestamp, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetLogEventsRequest))]
[JsonSerializable(typeof(GetLogEventsAnswer))]
internal sealed partial class LogsJson : JsonSerializerContext;
