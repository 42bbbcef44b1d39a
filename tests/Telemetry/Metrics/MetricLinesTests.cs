using System.Text;
using Platform.Telemetry.Metrics;

namespace Platform.Telemetry.Tests.Metrics;

public sealed class MetricLinesTests
{
    [Fact]
    public void Write_CountsOfASubject_IsOneLineOfEmbeddedMetricFormat()
    {
        using var output = new MemoryStream();
        var metrics = new MetricLines(output);
        var at = new DateTimeOffset(2026, 3, 1, 10, 7, 0, TimeSpan.Zero);

        metrics.Write(at, "Platform", [("Stack", "dev"), ("Table", "public.orders")], [new Metric("PeriodsBehind", 2), new Metric("Seconds", 1.5, Metric.Seconds)], ("Published", "2026-03-01T08:00:00Z"), ("Note", null));
        metrics.Write(at, "Platform", [("Stack", "dev")], [new Metric("FailedRuns", 0)]);

        Assert.Equal(
            """
            {"_aws":{"Timestamp":1772359620000,"CloudWatchMetrics":[{"Namespace":"Platform","Dimensions":[["Stack","Table"]],"Metrics":[{"Name":"PeriodsBehind","Unit":"Count"},{"Name":"Seconds","Unit":"Seconds"}]}]},"Stack":"dev","Table":"public.orders","PeriodsBehind":2,"Seconds":1.5,"Published":"2026-03-01T08:00:00Z"}
            {"_aws":{"Timestamp":1772359620000,"CloudWatchMetrics":[{"Namespace":"Platform","Dimensions":[["Stack"]],"Metrics":[{"Name":"FailedRuns","Unit":"Count"}]}]},"Stack":"dev","FailedRuns":0}

            """,
            Encoding.UTF8.GetString(output.ToArray()));
    }
}
