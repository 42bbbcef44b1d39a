using Platform.Ledger.Runs;
using Platform.Registry.Layout;
using Platform.Snapshot.Recording;

namespace Platform.Snapshot.Flow;

/// <summary>What this process tells the ledger when it asks for the run.</summary>
internal static class ClaimRequests
{
    /// <summary>AWS Batch's id of this execution; absent at a desk.</summary>
    public const string BatchJobId = "AWS_BATCH_JOB_ID";

    public static ClaimRequest For(SnapshotTask task, Ulid attempt, string prefix) => new()
    {
        Key = task.Key,
        Attempt = attempt,
        EntryHash = task.EntryHash,
        Force = task.Force,
        Schedule = task.Entry.Schedule.ToString(),
        NextRunAt = task.Entry.Schedule.DueAt(task.Entry.Schedule.Next(task.Time)),
        JobId = Environment.GetEnvironmentVariable(BatchJobId),
        Version = ProgramVersion.Text,
        Prefix = prefix,
        Metadata = task.Group is { } group ? RecordJson.Element(new GroupFacts(group)) : null,
    };
}
