using System.Text.Json.Nodes;
using Platform.Infra.Settings;
using Platform.Registry.Metrics;

namespace Platform.Infra.Alerts;

/// <summary>One page per stack: which tables are behind, which runs failed. Searches, so that a new table needs no change.</summary>
public sealed class StackDashboard : ComponentResource
{
    public StackDashboard(string name, StackInputs inputs, ComponentResourceOptions options) : base("platform:alerts:StackDashboard", name, options)
    {
        var settings = inputs.Settings;
        _ = new Aws.CloudWatch.Dashboard(name, new Aws.CloudWatch.DashboardArgs
        {
            DashboardName = CloudName.Prefix(settings.Stack),
            DashboardBody = new JsonObject
            {
                ["widgets"] = new JsonArray(Widget(settings, 0, "Periods behind", TableMetrics.PeriodsBehind), Widget(settings, 12, "Failed runs", TableMetrics.FailedRuns)),
            }.ToJsonString(),
        }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }

    private static JsonObject Widget(CloudSettings settings, int x, string title, string metric) => new()
    {
        ["type"] = "metric",
        ["x"] = x,
        ["y"] = 0,
        ["width"] = 12,
        ["height"] = 9,
        ["properties"] = new JsonObject
        {
            ["title"] = title,
            ["region"] = settings.Region,
            ["stat"] = "Maximum",
            ["period"] = TableAlarms.Period,
            ["metrics"] = new JsonArray(new JsonArray(new JsonObject
            {
                ["expression"] = $"SEARCH('{{{TableMetrics.Namespace},{string.Join(',', TableMetrics.Dimensions)}}} MetricName=\"{metric}\" Stack=\"{settings.Stack}\"', 'Maximum', {TableAlarms.Period})",
            })),
        },
    };
}
