using Platform.Registry.Faults;
using Platform.Registry.Lateness;
using Platform.Registry.Times;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Proving;
using Platform.Snapshot.Recording;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Ranges;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Session;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Reading;

/// <summary>
/// Everything that needs the source: one database snapshot, under which every table is held, read and proved. The source is let go at the end, so that publishing
/// holds no connection and no snapshot of it.
/// </summary>
internal sealed class SourceReading(Assignment assignment, JobSettings settings, Services services)
{
    /// <returns>One complete, proved record per attempt, in their order.</returns>
    public async Task<IReadOnlyList<AttemptRecord>> RunAsync(IReadOnlyList<TableAttempt> attempts, CancellationToken cancellation)
    {
        var share = new SourceShare(assignment.Source, settings.MaxWait);
        await using var source = await SourceSession.OpenSharedAsync(settings.Source, assignment.Guard, share, services.Clock, cancellation, "platform snapshot").ConfigureAwait(false);
        await using var leader = await source.BeginSnapshotAsync(cancellation).ConfigureAwait(false);
        await services.Faults.ReachedAsync(FlowStep.SnapshotOpened, cancellation).ConfigureAwait(false);
        services.Log.Info("opened", new EventField("captured_at", UtcText.Microseconds(leader.Snapshot.CapturedAt)), new EventField("lsn", leader.Snapshot.Lsn.Value));

        // All before any is read: what is wrong with the last table of a group is found before the first was read for nothing.
        var tables = new List<HeldTable>();
        foreach (var attempt in attempts)
        {
            // The outputs of a table are side by side, and one read makes them all.
            if (tables is [.., var table] && table.Main.Task.Entry.Table == attempt.Task.Entry.Table) table.Outputs.Add(attempt);
            else tables.Add(await HoldAsync(source, leader, attempt, cancellation).ConfigureAwait(false));
        }

        var records = new List<AttemptRecord>();
        foreach (var table in tables) records.AddRange(await ReadAsync(source, leader, table, cancellation).ConfigureAwait(false));
        return records;
    }

    private async Task<HeldTable> HoldAsync(SourceSession source, Leader leader, TableAttempt attempt, CancellationToken cancellation)
    {
        attempt.Enter(services.Log);
        var entry = attempt.Task.Entry;
        var verdict = LatenessRule.Judge(entry.Table, attempt.Task.Time, leader.Snapshot.CapturedAt, entry.MaxLateness, attempt.Task.AcceptLate);
        var live = await source.ReadTableAsync(entry.Table, cancellation).ConfigureAwait(false);
        var match = SchemaMatch.Check(entry, live);
        foreach (var notice in match.Notices) services.Log.Warning(EventNames.Notice, new EventField("message", notice));
        await leader.HoldAsync(live, match.Reads.Select(r => r.Expression), entry.Filter, cancellation).ConfigureAwait(false);
        var ddl = await source.ReadDdlAsync(live, cancellation).ConfigureAwait(false);
        return new HeldTable([attempt], verdict, live, match, ddl);
    }

    /// <returns>One record per output of the table.</returns>
    private async Task<IReadOnlyList<AttemptRecord>> ReadAsync(SourceSession source, Leader leader, HeldTable table, CancellationToken cancellation)
    {
        var (outputs, verdict, live, match, ddl) = table;
        var task = table.Main.Task;
        table.Main.Enter(services.Log);
        var plan = await PlanAsync(source, table, cancellation).ConfigureAwait(false);
        services.Log.Info("planned", new EventField("streams", plan.Streams.Count), new EventField("estimated_bytes", plan.Bytes), new EventField("notice", plan.Notice));

        var written = await TableReading.RunAsync(outputs, settings, services, source, leader, match, plan, cancellation).ConfigureAwait(false);
        for (var output = 0; output < outputs.Count; output++)
        {
            var parts = written[output];
            outputs[output].Enter(services.Log);
            services.Log.Info("written", new EventField("parts", parts.Count), new EventField("rows", parts.Sum(p => p.File.Rows)), new EventField("bytes", parts.Sum(p => p.Stored.Bytes)));
        }

        table.Main.Enter(services.Log);
        var proof = await SnapshotProof.CheckAsync(task, settings, source, leader, match, written, cancellation).ConfigureAwait(false);
        await services.Faults.ReachedAsync(FlowStep.Proved, cancellation).ConfigureAwait(false);
        services.Log.Info(EventNames.Proved, new EventField("rows", proof.Rows), new EventField("against", settings.ProveAgainstSource ? "source" : "files"));
        // Further outputs have no checks: those of the rows are made once.
        var found = task.Entry.Checks.Count == 0 ? [] : await leader.FindAsync(live, task.Entry, task.Time, cancellation).ConfigureAwait(false);
        var records = new List<AttemptRecord>();
        for (var output = 0; output < outputs.Count; output++)
        {
            var attempt = outputs[output];
            records.Add(new AttemptRecord(
                attempt.Task, settings, attempt.Id, attempt.Lease!, attempt.Prefix, verdict, source.Server, leader.Snapshot, live, ddl, match, written[output], proof)
            { Found = found });
        }

        return records;
    }

    /// <summary>As many streams as the entry wants, the table is worth and the source's budget has room for now.</summary>
    private static async Task<ReadPlan> PlanAsync(SourceSession source, HeldTable table, CancellationToken cancellation)
    {
        var entry = table.Main.Task.Entry;
        var plan = RangePlanner.Plan(table.Live, table.Match.Reads, entry.Filter, entry.Parallel);
        if (plan.Streams.Count == 1) return plan;
        var streams = await source.StreamsAsync(plan.Streams.Count, cancellation).ConfigureAwait(false);
        return streams == plan.Streams.Count ? plan : RangePlanner.Plan(table.Live, table.Match.Reads, entry.Filter, streams);
    }

    /// <summary>A table that nothing can change any more until it is read.</summary>
    private sealed record HeldTable(List<TableAttempt> Outputs, LatenessVerdict Verdict, LiveTable Live, SchemaMatch Match, TableDdl Ddl)
    {
        public TableAttempt Main => Outputs[0];
    }
}
