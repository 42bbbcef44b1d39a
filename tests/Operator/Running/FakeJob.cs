namespace Platform.Operator.Tests.Running;

/// <summary>A shell script in place of the job binary, for what a real job does only under faults.</summary>
public static class FakeJob
{
    public static string Write(string home, string script)
    {
        var path = Path.Combine(home, "snapshot-fake");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
