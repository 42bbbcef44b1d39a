using Platform.Ledger;
using Platform.Registry.Entries;
using Platform.Registry.Metrics;
using Platform.Registry.Times;
using Platform.Telemetry.Events;
using Platform.Telemetry.Metrics;
using Platform.Watch.Invocation;
using Platform.Watch.Standing;

namespace Platform.Watch;

/// <summary>One look: reads the ledger once and says of every table how far its readers are behind.</summary>
internal static class WatchJob
{
    public static async Task RunAsync(WatchArguments arguments, WatchSettings settings, MetricLines metrics, EventLog log, CancellationToken cancellation)
    {
        log.Standing(new EventField("stack", settings.Stack));
        await using var ledger = RunLedger.Open(settings.Ledger, LedgerOptions.Job with { RetryFor = settings.RetryFor, ApplicationName = "platform watch" }, TimeProvider.System);
        var history = await ledger.HistoryAsync(cancellation).ConfigureAwait(false);
        int told = 0, behind = 0, silent = 0;
        foreach (var table in history)
        {
            var name = new TableName(table.SchemaName, table.TableName);
            if (TableStanding.Of(table, arguments.At) is not { } standing)
            {
                silent++;
                log.Info("not watched", new EventField("source", table.Source), new EventField("table", name.ToString()), new EventField("schedule", table.Schedule), new EventField("newest", Text(table.Newest)));
                continue;
            }
            told++;
            if (standing.PeriodsBehind > 1) behind++;
            metrics.Write(
                arguments.At, TableMetrics.Namespace,
                [.. TableMetrics.Dimensions.Zip([settings.Stack, table.Source, TableMetrics.TableValue(name)])],
                [new Metric(TableMetrics.PeriodsBehind, standing.PeriodsBehind), new Metric(TableMetrics.FailedRuns, standing.FailedRuns)],
                ("Published", Text(table.Published)), ("Due", standing.Due.ToString()));
        }
        log.Info("watched", new EventField("tables", told), new EventField("behind", behind), new EventField("not_watched", silent));
    }

    private static string? Text(DateTimeOffset? time) => time is { } known ? UtcText.Seconds(known) : null;
}
