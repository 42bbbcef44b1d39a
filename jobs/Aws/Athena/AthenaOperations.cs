using System.Text.Json.Serialization;
using Platform.Aws.Calls;

namespace Platform.Aws.Athena;

/// <summary>The operations of Amazon Athena that are used, API version 2017-05-18.</summary>
public static class AthenaOperations
{
    public static readonly AwsService Service = new("athena", "AmazonAthena", "application/x-amz-json-1.1");

    public static AwsOperation<StartQueryExecutionRequest, StartQueryExecutionAnswer> StartQueryExecution { get; } =
        new(Service, nameof(StartQueryExecution), AthenaJson.Default.StartQueryExecutionRequest, AthenaJson.Default.StartQueryExecutionAnswer);

    public static AwsOperation<GetQueryExecutionRequest, GetQueryExecutionAnswer> GetQueryExecution { get; } =
        new(Service, nameof(GetQueryExecution), AthenaJson.Default.GetQueryExecutionRequest, AthenaJson.Default.GetQueryExecutionAnswer);

    public static AwsOperation<GetQueryResultsRequest, GetQueryResultsAnswer> GetQueryResults { get; } =
        new(Service, nameof(GetQueryResults), AthenaJson.Default.GetQueryResultsRequest, AthenaJson.Default.GetQueryResultsAnswer);

    public static AwsOperation<StopQueryExecutionRequest, StopQueryExecutionAnswer> StopQueryExecution { get; } =
        new(Service, nameof(StopQueryExecution), AthenaJson.Default.StopQueryExecutionRequest, AthenaJson.Default.StopQueryExecutionAnswer);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StartQueryExecutionRequest))]
[JsonSerializable(typeof(StartQueryExecutionAnswer))]
[JsonSerializable(typeof(GetQueryExecutionRequest))]
[JsonSerializable(typeof(GetQueryExecutionAnswer))]
[JsonSerializable(typeof(GetQueryResultsRequest))]
[JsonSerializable(typeof(GetQueryResultsAnswer))]
[JsonSerializable(typeof(StopQueryExecutionRequest))]
[JsonSerializable(typeof(StopQueryExecutionAnswer))]
internal sealed partial class AthenaJson : JsonSerializerContext;
