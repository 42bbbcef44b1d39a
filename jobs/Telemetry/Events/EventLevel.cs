namespace Platform.Telemetry.Events;

public enum EventLevel
{
    Info,
    Warning,
    Error,
}
