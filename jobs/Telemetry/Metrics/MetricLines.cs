using System.Buffers;
using System.Text.Json;

namespace Platform.Telemetry.Metrics;

/// <summary>
/// Metrics as lines on a stream, in CloudWatch's embedded metric format: a log service that knows it makes metrics of them, and whoever does not know it
/// reads one JSON document a line. Nothing is sent, so that nothing has to be allowed.
/// </summary>
public sealed class MetricLines(Stream output)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    /// <summary>Writes one line: what was measured of one subject at one time.</summary>
    /// <param name="at">The metrics' time; CloudWatch takes two weeks back.</param>
    /// <param name="scope">The metrics' namespace.</param>
    /// <param name="dimensions">What the metrics are of, printable ASCII; at most 30.</param>
    /// <param name="metrics">At most 100.</param>
    /// <param name="facts">Further members of the line, which are no metrics; null values are left out.</param>
    public void Write(
        DateTimeOffset at, string scope, IReadOnlyList<(string Name, string Value)> dimensions, IReadOnlyList<Metric> metrics, params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            Declare(json, at, scope, dimensions, metrics);
            foreach (var (name, value) in dimensions) json.WriteString(name, value);
            foreach (var metric in metrics) json.WriteNumber(metric.Name, metric.Value);
            foreach (var (name, value) in facts) if (value is not null) json.WriteString(name, value);
            json.WriteEndObject();
        }
        _buffer.Write("\n"u8);
        output.Write(_buffer.WrittenSpan);
        output.Flush();
    }

    private static void Declare(Utf8JsonWriter json, DateTimeOffset at, string scope, IReadOnlyList<(string Name, string Value)> dimensions, IReadOnlyList<Metric> metrics)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", at.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", scope);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        foreach (var (name, _) in dimensions) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric.Name);
            json.WriteString("Unit", metric.Unit);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
