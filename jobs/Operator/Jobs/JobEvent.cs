using System.Text.Json;
using Platform.Telemetry.Events;

namespace Platform.Operator.Jobs;

/// <summary>One line that a job wrote to stderr: <c>{"time","level","event",…}</c>.</summary>
internal sealed class JobEvent
{
    private readonly JsonElement _facts;

    private JobEvent(string name, JsonElement facts)
    {
        Name = name;
        _facts = facts;
    }

    public string Name { get; }

    /// <summary>Null where the line is not an event: words of the runtime or of a library.</summary>
    public static JobEvent? Parse(string line)
    {
        if (!line.StartsWith('{')) return null;
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("event", out var name) && name.ValueKind == JsonValueKind.String
                ? new JobEvent(name.GetString()!, document.RootElement.Clone())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string? Text(string fact) =>
        _facts.TryGetProperty(fact, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public long? Integer(string fact) =>
        _facts.TryGetProperty(fact, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    public double? Number(string fact) =>
        _facts.TryGetProperty(fact, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>The facts that say how long a phase took, in their order.</summary>
    public IEnumerable<(string Name, double Seconds)> Phases =>
        from fact in _facts.EnumerateObject()
        where fact.Name.EndsWith(EventNames.SecondsSuffix, StringComparison.Ordinal) && fact.Value.ValueKind == JsonValueKind.Number
        select (fact.Name[..^EventNames.SecondsSuffix.Length], fact.Value.GetDouble());
}
