using System.Globalization;
using Platform.LocalStack.Processes;

namespace Platform.LocalStack.Cluster;

/// <summary>
/// What <c>postmaster.pid</c> says. Its lines are: pid, data directory, start time, port, socket directory, listen address, shared memory
/// key, status (PostgreSQL: <c>src/include/utils/pidfile.h</c>).
/// </summary>
internal sealed record PostmasterFile(int Pid, int Port, string Status)
{
    public bool IsReady => Status == "ready";

    /// <summary>
    /// Null where the file is absent, half written, or stale: left by a server that is gone, even if its process id has been given to
    /// another process since.
    /// </summary>
    public static PostmasterFile? ReadLive(string dataDirectory)
    {
        var file = Read(dataDirectory);
        return file is not null && IsServer(file.Pid, dataDirectory) ? file : null;
    }

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "postmaster.pid");

    private static PostmasterFile? Read(string dataDirectory)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(dataDirectory));
        }
        catch (IOException)
        {
            return null;
        }

        return lines.Length >= 4
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
            && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            ? new PostmasterFile(pid, port, lines.Length >= 8 ? lines[7].Trim() : "")
            : null;
    }

    /// <summary>A server's working directory is its data directory; where that cannot be seen, being alive has to do.</summary>
    private static bool IsServer(int pid, string dataDirectory)
    {
        if (Libc.Kill(pid, 0) != 0) return false;
        var link = new FileInfo($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cwd");
        var expected = Directory.ResolveLinkTarget(dataDirectory, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(dataDirectory);
        return link.LinkTarget is not { } directory || directory == expected;
    }
}
