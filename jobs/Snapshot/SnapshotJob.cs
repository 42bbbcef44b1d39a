using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Ledger;
using Platform.Publication;
using Platform.Registry.Faults;
using Platform.Registry.Failures;
using Platform.Registry.Lateness;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Fresh;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Measuring;
using Platform.Snapshot.Retrying;
using Platform.Telemetry.Events;

namespace Platform.Snapshot;

/// <summary>One execution: opens what the environment names and runs the flow, again where a passing fault ended it.</summary>
internal static class SnapshotJob
{
    public static async Task<ExitCode> RunAsync(SnapshotArguments arguments, JobSettings settings, EventLog log, CancellationToken cancellation)
    {
        var faults = settings.Faults;
        TimeProvider clock = faults is { ClockOffset: var offset } && offset != TimeSpan.Zero ? new OffsetClock(offset) : TimeProvider.System;
        IFaultPoints points = faults is null ? NoFaults.Instance : new InjectedFaults(faults, clock);
        log.Standing(new EventField("stack", settings.Stack));
        log.Standing(arguments.Group is null ? new EventField("table", arguments.Table) : new EventField("group", arguments.Group));
        log.Standing(new EventField("snapshot_time", arguments.At.ToString()));

        if (faults is not null) log.Warning("faults", new EventField("message", $"{FaultPlan.Variable} is set: this run is a test"));

        var lake = LakeUri.Parse(settings.Lake);
        var assignment = await Assignment.LoadAsync(arguments, settings, cancellation).ConfigureAwait(false);
        foreach (var task in assignment.Members) task.MaskSecret(settings);
        LatenessRule.RefuseFuture(assignment.Members[0].Entry.Table, assignment.Time, clock.GetUtcNow());

        await using var store = arguments.ProveOnly ? new UnkeptObjects(lake, clock) : ObjectStores.Open(lake, clock);
        var catalog = Catalogs.Open(lake, clock);
        var options = LedgerOptions.Job with { RetryFor = settings.RetryFor, ApplicationName = "platform snapshot" };
        await using var ledger = RunLedger.Open(settings.Ledger, faults?.Lease is { } lease ? options with { LeaseDuration = lease } : options, clock);
        var metrics = arguments.ProveOnly ? null : RunMetrics.Of(settings, clock);
        var services = new Services(store, catalog, ledger, new Publisher(ledger, catalog, points, clock), points, log, clock) { Metrics = metrics };
        SnapshotFlow? earlier = null;
        try
        {
            return await new RetryLoop(settings.RetryFor, log, clock).RunAsync(
                (number, token) =>
                {
                    if (arguments.ProveOnly) return FreshSnapshot.RunAsync(assignment, settings, services, arguments.Against, token);
                    if (metrics is not null) metrics.Retries = number - 1;
                    return (earlier = new SnapshotFlow(assignment, settings, services, earlier)).RunAsync(token);
                },
                cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (metrics is not null)
        {
            metrics.Failed(assignment, FailureEvents.Known(e, cancellation));
            throw;
        }
    }
}
