namespace Platform.Aws.Batch;

/// <param name="JobName">At most 128 letters, digits, hyphens and underscores; need not be unique.</param>
/// <param name="JobQueue">Name or ARN.</param>
/// <param name="JobDefinition">Name: its newest revision; or <c>name:revision</c>, or an ARN.</param>
/// <param name="Parameters">What <c>Ref::name</c> in the definition's command stands for.</param>
/// <param name="ContainerOverrides">Null where the definition's own are meant.</param>
public sealed record SubmitJobRequest(string JobName, string JobQueue, string JobDefinition, IReadOnlyDictionary<string, string> Parameters, ContainerOverrides? ContainerOverrides = null);

/// <param name="Command">In the place of the definition's whole command.</param>
public sealed record ContainerOverrides(IReadOnlyList<string>? Command = null);

public sealed record SubmitJobAnswer(string JobId, string JobName);

/// <param name="Jobs">Ids, at most 100.</param>
public sealed record DescribeJobsRequest(IReadOnlyList<string> Jobs);

public sealed record DescribeJobsAnswer(IReadOnlyList<JobDetail>? Jobs);

/// <summary>Pages of at most 100 jobs, newest first. One filter; with it, jobs of every status are listed.</summary>
public sealed record ListJobsRequest(string JobQueue, IReadOnlyList<JobFilter> Filters, int MaxResults, string? NextToken);

/// <summary>Such as <c>JOB_DEFINITION</c> and a definition's name, which stands for all of its revisions.</summary>
public sealed record JobFilter(string Name, IReadOnlyList<string> Values);

public sealed record ListJobsAnswer(IReadOnlyList<JobSummary>? JobSummaryList, string? NextToken);

public sealed record JobSummary(string JobId, string JobName);

public sealed record TerminateJobRequest(string JobId, string Reason);

/// <summary>Nothing is said.</summary>
public sealed record TerminateJobAnswer;
