using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Metrics;

namespace Platform.Infra.Alerts;

/// <summary>
/// Two alarms per table, on metrics that the watch job reads from the ledger: runs that failed, and how many periods readers are behind. An alarm
/// looks back at most seven days, so that a monthly table's staleness is counted in periods, by the ledger, and not in silence.
/// </summary>
public sealed class TableAlarms : ComponentResource
{
    /// <summary>Seconds between two looks of the watch job.</summary>
    public const int Period = 900;

    /// <summary>Metrics and alarms of one table: what the plan counts.</summary>
    public const int PerTable = 2;

    public TableAlarms(string name, CloudSettings settings, Entry entry, Output<string> topic, ComponentResourceOptions options) : base("platform:alerts:TableAlarms", name, options)
    {
        Alarm("failed", TableMetrics.FailedRuns, 1, 1, "notBreaching", $"A run of {entry.FullName} failed and no later attempt succeeded. Runs: ./platform status --stack {settings.Stack} --failed");
        // Two looks in a row: a run that is on its way when the watch job looks is not late yet.
        Alarm("behind", TableMetrics.PeriodsBehind, 2, 2, "breaching", $"Readers of {entry.FullName} see data two periods old or older, or the watch job is silent. Runs: ./platform status --stack {settings.Stack}");
        RegisterOutputs();

        void Alarm(string what, string metric, double threshold, int evaluations, string missing, string description) => _ = new Aws.CloudWatch.MetricAlarm($"{name}-{what}", new Aws.CloudWatch.MetricAlarmArgs
        {
            Name = $"{CloudName.Of(settings.Stack, entry.Source, entry.Table)}-{what}",
            AlarmDescription = description,
            ActionsEnabled = entry.State == EntryState.Active && settings.Image is not null,
            AlarmActions = { topic },
            OkActions = { topic },
            Namespace = TableMetrics.Namespace,
            MetricName = metric,
            Dimensions = TableMetrics.Dimensions.Zip([settings.Stack, entry.Source, TableMetrics.TableValue(entry.Table)]).ToDictionary(StringComparer.Ordinal),
            Statistic = "Maximum",
            Period = Period,
            EvaluationPeriods = evaluations,
            DatapointsToAlarm = evaluations,
            Threshold = threshold,
            ComparisonOperator = "GreaterThanOrEqualToThreshold",
            TreatMissingData = missing,
            Tags = CloudTags.OfTable(settings, entry),
        }, new CustomResourceOptions { Parent = this });
    }
}
