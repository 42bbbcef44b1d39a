namespace Platform.Benchmarks.EndToEnd;

/// <summary>The processes of a server. A backend's time counts as the postmaster's child's only once it has ended and been waited for.</summary>
internal sealed class Backends(int postmaster)
{
    private readonly HashSet<string> _lasting = Children(postmaster);

    /// <summary>Waits until there are no others than at the beginning.</summary>
    public async Task WaitUntilGoneAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!Children(postmaster).IsSubsetOf(_lasting)) await timer.WaitForNextTickAsync();
    }

    private static HashSet<string> Children(int processId) =>
        [.. File.ReadAllText($"/proc/{processId}/task/{processId}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
