namespace Pulumi;

/// <summary>Messages for the person at the engine; here there is no engine, so they go to standard error.</summary>
public static class Log
{
    public static void Info(string message, Resource? resource = null) => Console.Error.WriteLine($"info: {message}");

    public static void Warn(string message, Resource? resource = null) => Console.Error.WriteLine($"warning: {message}");
}
