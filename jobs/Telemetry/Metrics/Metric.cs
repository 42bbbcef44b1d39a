namespace Platform.Telemetry.Metrics;

/// <summary>One measured number. <paramref name="Unit"/> is one of CloudWatch's: Count, Bytes, Seconds.</summary>
public sealed record Metric(string Name, double Value, string Unit = Metric.Count)
{
    public const string Count = "Count";
    public const string Bytes = "Bytes";
    public const string Seconds = "Seconds";
}
