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

    /// <summary>Writes one line: counts of one subject at one time.</summary>
    /// <param name="at">The metrics' time; CloudWatch takes two weeks back.</param>
    /// <param name="scope">The metrics' namespace.</param>
    /// <param name="dimensions">What the counts are of, printable ASCII; at most 30.</param>
    /// <param name="counts">At most 100.</param>
    /// <param name="facts">Further members of the line, which are no metrics; null values are left out.</param>
    public void Write(
        DateTimeOffset at, string scope, IReadOnlyList<(string Name, string Value)> dimensions, IReadOnlyList<(string Name, long Value)> counts, params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            Declare(json, at, scope, dimensions, counts);
            foreach (var (name, value) in dimensions) json.WriteString(name, value);
            foreach (var (name, value) in counts) json.WriteNumber(name, value);
            foreach (var (name, value) in facts) if (value is not null) json.WriteString(name, value);
            json.WriteEndObject();
        }
        _buffer.Write("\n"u8);
        output.Write(_buffer.WrittenSpan);
        output.Flush();
    }

    private static void Declare(Utf8JsonWriter json, DateTimeOffset at, string scope, IReadOnlyList<(string Name, string Value)> dimensions, IReadOnlyList<(string Name, long Value)> counts)
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
        foreach (var (name, _) in counts)
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteString("Unit", "Count");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
