namespace Platform.Telemetry.Events;

/// <summary>How events look: one JSON document a line for machines, one sentence a line for a person at a terminal.</summary>
public enum EventStyle
{
    Json,
    Text,
}
