using Platform.Telemetry.Events;


namespace Platform.Telemetry.Processes;

/// <summary>Text for a person at a terminal, JSON lines for everything else, unless PLATFORM_LOG says so.</summary>
public static class LogStyle
{
    public static EventStyle Of(string? setting) => setting switch
    {
        "json" => EventStyle.Json,
        "text" => EventStyle.Text,
        _ => Console.IsErrorRedirected ? EventStyle.Json : EventStyle.Text,
    };
}
