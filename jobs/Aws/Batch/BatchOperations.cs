using System.Text.Json.Serialization;
using Platform.Aws.Calls;

namespace Platform.Aws.Batch;

/// <summary>The operations of AWS Batch that are used, API version 2016-08-10.</summary>
public static class BatchOperations
{
    public static readonly AwsService Service = new("batch", null, "application/json");

    /// <summary>Not idempotent: a request whose answer was lost is sent again and makes a second job. The ledger lets one of them publish, and the other finds it published.</summary>
    public static AwsOperation<SubmitJobRequest, SubmitJobAnswer> SubmitJob { get; } =
        new(Service, nameof(SubmitJob), BatchJson.Default.SubmitJobRequest, BatchJson.Default.SubmitJobAnswer) { Path = "/v1/submitjob" };

    public static AwsOperation<DescribeJobsRequest, DescribeJobsAnswer> DescribeJobs { get; } =
        new(Service, nameof(DescribeJobs), BatchJson.Default.DescribeJobsRequest, BatchJson.Default.DescribeJobsAnswer) { Path = "/v1/describejobs" };

    public static AwsOperation<ListJobsRequest, ListJobsAnswer> ListJobs { get; } =
        new(Service, nameof(ListJobs), BatchJson.Default.ListJobsRequest, BatchJson.Default.ListJobsAnswer) { Path = "/v1/listjobs" };

    /// <summary>Ends a job in whatever state: one that has not started is cancelled, one that runs gets SIGTERM and, 30 seconds later, SIGKILL.</summary>
    public static AwsOperation<TerminateJobRequest, TerminateJobAnswer> TerminateJob { get; } =
        new(Service, nameof(TerminateJob), BatchJson.Default.TerminateJobRequest, BatchJson.Default.TerminateJobAnswer) { Path = "/v1/terminatejob" };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubmitJobRequest))]
[JsonSerializable(typeof(SubmitJobAnswer))]
[JsonSerializable(typeof(DescribeJobsRequest))]
[JsonSerializable(typeof(DescribeJobsAnswer))]
[JsonSerializable(typeof(ListJobsRequest))]
[JsonSerializable(typeof(ListJobsAnswer))]
[JsonSerializable(typeof(TerminateJobRequest))]
[JsonSerializable(typeof(TerminateJobAnswer))]
internal sealed partial class BatchJson : JsonSerializerContext;
