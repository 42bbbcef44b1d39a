using System.Text;
using System.Text.Json;

namespace Platform.Operator.Batch;

/// <summary>A job's line as a person reads it: an event as its time, its name and its facts; words as they are.</summary>
internal static class EventLine
{
    public static string Of(string line)
    {
        if (!line.StartsWith('{')) return line;
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("event", out var name) ? Sentence(document.RootElement, name.ToString()) : line;
        }
        catch (JsonException)
        {
            return line;
        }
    }

    private static string Sentence(JsonElement facts, string name)
    {
        var text = new StringBuilder();
        if (facts.TryGetProperty("time", out var time)) text.Append(time).Append(' ');
        if (facts.TryGetProperty("level", out var level) && level.ToString() is "warning" or "error") text.Append(level.ToString().ToUpperInvariant()).Append(' ');
        text.Append(name);
        foreach (var fact in facts.EnumerateObject())
        {
            // Objects are for machines: metrics of CloudWatch's embedded format.
            if (fact.Name is "time" or "level" or "event" || fact.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null) continue;
            text.Append("  ").Append(fact.Name).Append('=').Append(fact.Value);
        }

        return text.ToString();
    }
}
