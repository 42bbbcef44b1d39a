using System.Text.Json;

namespace Platform.Telemetry.Events;

/// <summary>One named fact of an event. Facts are names, counts, times and states; never a cell value or a secret.</summary>
public readonly record struct EventField
{
    private readonly string? _text;
    private readonly double _number;
    private readonly long _integer;
    private readonly Kind _kind;

    public EventField(string name, string? value) : this(name, Kind.Text) => _text = value;

    public EventField(string name, long value) : this(name, Kind.Integer) => _integer = value;

    public EventField(string name, double value) : this(name, Kind.Number) => _number = value;

    public EventField(string name, bool value) : this(name, Kind.Boolean) => _integer = value ? 1 : 0;

    private EventField(string name, Kind kind)
    {
        Name = name;
        _kind = kind;
    }

    private enum Kind
    {
        Text,
        Integer,
        Number,
        Boolean,
    }

    public string Name { get; }

    internal void Write(Utf8JsonWriter json)
    {
        switch (_kind)
        {
            case Kind.Integer: json.WriteNumber(Name, _integer); break;
            case Kind.Number: json.WriteNumber(Name, Math.Round(_number, 3)); break;
            case Kind.Boolean: json.WriteBoolean(Name, _integer != 0); break;
            default: json.WriteString(Name, _text); break;
        }
    }

    internal string Display() => _kind switch
    {
        Kind.Integer => _integer.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
        Kind.Number => _number.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture),
        Kind.Boolean => _integer != 0 ? "true" : "false",
        _ => _text ?? "",
    };
}
