using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platform.Telemetry.Events;

/// <summary>
/// Writes one line per event to a stream (stderr of a job). Every line carries the log's standing facts (table, run, attempt), so that
/// a line found alone in a log service can be understood. Safe for several threads; never throws for its stream's sake.
/// </summary>
public sealed class EventLog(Stream output, EventStyle style, TimeProvider clock)
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly List<EventField> _standing = [];

    /// <summary>Adds a fact to every later line; a fact of the same name is replaced.</summary>
    public void Standing(EventField field)
    {
        lock (_gate)
        {
            _standing.RemoveAll(f => f.Name == field.Name);
            _standing.Add(field);
        }
    }

    public void Info(string name, params ReadOnlySpan<EventField> fields) => Write(EventLevel.Info, name, fields);

    public void Warning(string name, params ReadOnlySpan<EventField> fields) => Write(EventLevel.Warning, name, fields);

    public void Error(string name, params ReadOnlySpan<EventField> fields) => Write(EventLevel.Error, name, fields);

    private void Write(EventLevel level, string name, ReadOnlySpan<EventField> fields)
    {
        lock (_gate)
        {
            _buffer.ResetWrittenCount();
            if (style == EventStyle.Json) WriteJson(level, name, fields);
            else WriteText(level, name, fields);
            _buffer.Write(NewLine);
            try
            {
                output.Write(_buffer.WrittenSpan);
                output.Flush();
            }
            catch (IOException)
            {
                // A log on a full disk, or whose reader is gone: telling of a run must not end it.
            }
        }
    }

    private void WriteJson(EventLevel level, string name, ReadOnlySpan<EventField> fields)
    {
        using var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("time", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("level", level switch { EventLevel.Error => "error", EventLevel.Warning => "warning", _ => "info" });
        json.WriteString("event", name);
        foreach (var field in _standing) field.Write(json);
        foreach (var field in fields) field.Write(json);
        json.WriteEndObject();
    }

    private void WriteText(EventLevel level, string name, ReadOnlySpan<EventField> fields)
    {
        var line = new StringBuilder();
        line.Append(clock.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)).Append(' ');
        if (level != EventLevel.Info) line.Append(level == EventLevel.Error ? "ERROR " : "WARNING ");
        line.Append(name);
        foreach (var field in fields) line.Append("  ").Append(field.Name).Append('=').Append(field.Display());
        _buffer.Write(Encoding.UTF8.GetBytes(line.ToString()));
    }
}
