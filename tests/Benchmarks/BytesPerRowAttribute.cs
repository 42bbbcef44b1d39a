namespace Platform.Benchmarks;

/// <summary>How many bytes of values a benchmark reads per row: an average, so that megabytes per second can be told.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BytesPerRowAttribute(double bytes) : Attribute
{
    public double Bytes { get; } = bytes;
}
