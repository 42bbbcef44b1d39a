using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Operator.Progress;
using Platform.Operator.Sample;
using Platform.Registry.Deployment;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Loading;
using Platform.Registry.Schedules;

namespace Platform.Operator.Commands;

/// <summary>
/// <c>platform demo --restore</c>: backs every table of the sample up in Avro, on a monthly schedule as backups are, empties all of them, and puts them back from the backup, proved.
/// </summary>
internal sealed class DemoRestore(Invocation invocation, Stack stack)
{
    /// <summary>The backup is a source of its own beside the sample: same database, other schedule, format and retention.</summary>
    private const string BackupName = ShopSample.BackupName;

    /// <summary>A month that began long ago is still this month.</summary>
    private static readonly TimeSpan MaxLateness = TimeSpan.FromDays(32);

    /// <exception cref="PlatformException">Data: a table is not what it was.</exception>
    public async Task<ExitCode> RunAsync(RegistryContents registry, CancellationToken cancellationToken)
    {
        var backups = registry.AsSource(ShopSample.SourceName, BackupName, Backup);
        var now = invocation.Clock.GetUtcNow();
        var targets = backups.Entries.Select(entry => new SnapshotTarget(entry, entry.Schedule.SnapshotAt(now))).ToList();
        var taken = await new SnapshotRun(invocation, stack, backups).RunAsync(targets, new SnapshotWish(), cancellationToken);
        taken.WriteFailures(invocation.Terminal.Messages);
        if (taken.ExitCode != ExitCode.Success) return taken.ExitCode;
        invocation.Say($"{targets.Count} tables of {ShopSample.SourceName}, {Quantity.Rows(taken.Snapshots.Sum(s => s.Rows ?? 0))} rows, are backed up in Avro for {targets[0].Time}.");

        var snapshots = targets.Select(t => new StoredAt(t.Entry, taken.Snapshots.First(s => s.Table == t.Entry.Table.ToString()).Location!)).ToList();
        var cluster = await stack.ClusterAsync(cancellationToken);
        await cluster.ExecuteAsync(ShopSample.Database, $"truncate {string.Join(", ", targets.Select(t => t.Entry.Table))}", cancellationToken);
        invocation.Say($"{targets.Count} tables of {ShopSample.SourceName} are emptied.");

        var url = await stack.SourceUrlAsync(ShopSample.SourceName, cancellationToken);
        var answer = await new RestoreRun(invocation, stack).RunAsync($"restore into {ShopSample.SourceName}", snapshots, into: null, [(JobVariables.TargetUrl, url)], ["--mode", "truncate"], ShopSample.SourceName);
        invocation.Answer(answer, AnswerJson.Default.RestoreAnswer, answer.Write);
        return ExitCode.Success;
    }

    private static Entry Backup(Entry entry) => entry with { Schedule = Schedule.Monthly, Format = FileFormat.Avro, MaxLateness = MaxLateness, Dedupe = false };
}
