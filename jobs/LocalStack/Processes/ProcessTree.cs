using System.Globalization;

namespace Platform.LocalStack.Processes;

/// <summary>A process and what it started, as Linux's <c>/proc</c> tells.</summary>
internal static class ProcessTree
{
    /// <summary>The process itself first, then its children.</summary>
    public static IReadOnlyList<int> Of(int pid)
    {
        var number = pid.ToString(CultureInfo.InvariantCulture);
        var children = $"/proc/{number}/task/{number}/children";
        return File.Exists(children)
            ? [pid, .. File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))]
            : [pid];
    }

    /// <summary>False for one that is gone or only waits to be reaped.</summary>
    public static bool IsAlive(int pid)
    {
        if (Libc.Kill(pid, 0) != 0) return false;
        try
        {
            var stat = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            // pid (name) state ...: the name may hold anything, so the state follows the last parenthesis.
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return OperatingSystem.IsMacOS();
        }
    }
}
