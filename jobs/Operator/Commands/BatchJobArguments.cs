using System.CommandLine;
using Platform.Aws.Batch;
using Platform.Operator.Batch;
using Platform.Operator.Desk;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Stacks;

namespace Platform.Operator.Commands;

/// <summary>The table and the time by which <c>logs</c> and <c>cancel</c> find a Batch job.</summary>
internal static class BatchJobArguments
{
    public static readonly Argument<string> Table = new("TABLE") { Description = "SCHEMA.TABLE or SOURCE/SCHEMA.TABLE" };

    public static readonly Option<string> At = new("--at") { Description = "The snapshot time in UTC, such as 2026-03-01T10", HelpName = "TIME", Required = true };

    /// <exception cref="PlatformException">64 where the stack runs its jobs here.</exception>
    public static (DeployedJob Job, SnapshotTime Time) Read(ParseResult parsed, Stack stack)
    {
        if (stack.Execution == Execution.Here)
        {
            throw new PlatformException(
                Stage.Configure, ExitCode.Usage, $"stack {stack.Name} runs its jobs here, not in AWS Batch", "Name a deployed stack with --stack; ./platform status shows what ran here.")
            { Kind = "usage" };
        }

        var registry = stack.LoadRegistry();
        return (DeployedJob.Of(stack.Name, registry, registry.Find(parsed.GetValue(Table)!)), SnapshotTime.Parse(parsed.GetValue(At)!));
    }

    /// <summary>The jobs of a snapshot, newest first, at least one.</summary>
    /// <exception cref="PlatformException"><c>job-unknown</c> (69).</exception>
    public static async Task<IReadOnlyList<JobDetail>> FindAsync(BatchService batch, DeployedJob job, SnapshotTime time, CancellationToken cancellationToken)
    {
        var found = await batch.FindAsync(job, time, cancellationToken);
        return found.Count > 0 ? found : throw new PlatformException(
            Stage.Record, ExitCode.Unavailable, $"Batch knows no job of {job.Name} for {time}",
            $"It forgets jobs a week after they ended; their lines stay in log group {job.LogGroup}, streams {job.Definition}/*.")
        { Kind = "job-unknown" };
    }
}
