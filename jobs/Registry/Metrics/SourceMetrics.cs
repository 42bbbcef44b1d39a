namespace Platform.Registry.Metrics;

/// <summary>The metrics of one source's runs: names that the snapshot job emits under <see cref="TableMetrics.Namespace"/>. Each line is of one table, which is a field of it and no dimension.</summary>
public static class SourceMetrics
{
    /// <summary>Rows of a published snapshot.</summary>
    public const string Rows = "Rows";

    /// <summary>Bytes of its files.</summary>
    public const string Bytes = "Bytes";

    /// <summary>From the start of the process to the verdict.</summary>
    public const string Seconds = "Seconds";

    /// <summary>Captured at, less the snapshot time.</summary>
    public const string LatenessSeconds = "LatenessSeconds";

    /// <summary>Values that columns' policies handled.</summary>
    public const string Losses = "Losses";

    /// <summary>Attempts of the process before the last one.</summary>
    public const string Retries = "Retries";

    /// <summary>1 where the run failed, 0 where it published: the average is the share of failures.</summary>
    public const string Failures = "Failures";

    /// <summary>The dimensions' names, in the order in which they are given.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["Stack", "Source"];
}
