using Platform.Aws.Batch;
using Platform.Aws.Calls;
using Platform.Aws.Failures;
using Platform.Aws.Logs;
using Platform.Operator.Jobs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Operator.Batch;

/// <summary>The jobs of a deployed stack: submitted, looked for, followed and ended.</summary>
internal sealed class BatchService(AwsClient client)
{
    /// <summary>As many jobs as one DescribeJobs takes, and one page of ListJobs holds.</summary>
    private const int PageSize = 100;

    /// <summary>Submits a deployed job for a snapshot time and answers its id.</summary>
    /// <exception cref="PlatformException"><c>batch-refused</c> (78) where the job is not deployed, <c>aws-permission</c> (77), <c>aws-busy</c> (75).</exception>
    public async Task<string> SubmitAsync(DeployedJob job, SnapshotTime time, SnapshotWish wish, CancellationToken cancellation)
    {
        // The definition's own command suffices unless more is wished than it says.
        var command = wish == new SnapshotWish()
            ? null
            : new ContainerOverrides(["snapshot", .. job.Selection, "--at", "Ref::at", .. wish.ToArguments()]);
        var request = new SubmitJobRequest(job.JobName(time), job.Queue, job.Definition, new Dictionary<string, string>(StringComparer.Ordinal) { ["at"] = time.ToString() }, command);
        return (await CallAsync(BatchOperations.SubmitJob, request, $"job definition {job.Definition} in queue {job.Queue}", cancellation)).JobId;
    }

    /// <summary>Jobs by their ids; one that Batch has forgotten is missing.</summary>
    public async Task<IReadOnlyDictionary<string, JobDetail>> DescribeAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<string, JobDetail>(StringComparer.Ordinal);
        foreach (var page in ids.Chunk(PageSize))
        {
            var answer = await CallAsync(BatchOperations.DescribeJobs, new DescribeJobsRequest(page), "jobs", cancellation);
            foreach (var job in answer.Jobs ?? []) found[job.JobId] = job;
        }

        return found;
    }

    /// <summary>The jobs of a table's deployed job at a snapshot time, newest first: scheduled ones and those that people submitted. Batch keeps ended jobs for a week.</summary>
    public async Task<IReadOnlyList<JobDetail>> FindAsync(DeployedJob job, SnapshotTime time, CancellationToken cancellation)
    {
        var named = job.JobName(time);
        var found = new List<JobDetail>();
        string? token = null;
        do
        {
            var page = await CallAsync(BatchOperations.ListJobs, new ListJobsRequest(job.Queue, [new JobFilter("JOB_DEFINITION", [job.Definition])], PageSize, token), $"queue {job.Queue}", cancellation);
            // A scheduled job's name says no hour: its parameter does.
            var candidates = (page.JobSummaryList ?? []).Where(summary => summary.JobName == named || summary.JobName == job.Definition).Select(summary => summary.JobId);
            var details = await DescribeAsync(candidates, cancellation);
            found.AddRange(details.Values.Where(detail => detail.Parameters?.GetValueOrDefault("at") is { } at && SnapshotTime.TryParse(at, out var its) && its == time));
            token = page.NextToken;
        }
        while (token is not null);
        return [.. found.OrderByDescending(detail => detail.CreatedAt)];
    }

    /// <summary>Ends a job, whether it waits or runs; one that has ended stays as it is.</summary>
    public Task EndAsync(string id, string reason, CancellationToken cancellation) => CallAsync(BatchOperations.TerminateJob, new TerminateJobRequest(id, reason), $"job {id}", cancellation);

    /// <summary>The lines of a log stream, to be read as they come.</summary>
    public LogTail Tail(DeployedJob job, string stream) => new(client, job.LogGroup, stream);

    /// <summary>What came to a log since it was last read.</summary>
    public static async Task<IReadOnlyList<LogEvent>> ReadAsync(LogTail tail, CancellationToken cancellation)
    {
        try
        {
            return await tail.ReadAsync(cancellation);
        }
        catch (Exception e) when (e is not PlatformException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw AwsFailures.Translate(e, Stage.Record, $"log stream {tail.Stream}");
        }
    }

    private async Task<TAnswer> CallAsync<TRequest, TAnswer>(AwsOperation<TRequest, TAnswer> operation, TRequest request, string resource, CancellationToken cancellation)
    {
        try
        {
            return await client.CallAsync(operation, request, signedAt: null, cancellation);
        }
        catch (AwsServiceException e) when (e.Code == "ClientException" && !e.IsDenied)
        {
            throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"{e.Summary}, about {resource}", $"{e.Message.TrimEnd('.')}; deploy the stack, if the registry is newer than it: pulumi up", e) { Kind = "batch-refused" };
        }
        catch (Exception e) when (e is not PlatformException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw AwsFailures.Translate(e, Stage.Configure, resource);
        }
    }
}
