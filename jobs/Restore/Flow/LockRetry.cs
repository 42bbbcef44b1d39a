using Platform.Registry.Failures;

namespace Platform.Restore.Flow;

/// <summary>
/// Waits for other sessions' locks in short turns with pauses between: while a lock is waited for, everyone who comes after waits behind it.
/// </summary>
/// <param name="limit">When it gives up.</param>
/// <param name="clock">Drives the pauses.</param>
internal sealed class LockRetry(TimeSpan limit, TimeProvider clock)
{
    /// <summary>Longest wait of one turn.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    /// <param name="attempt">One turn, with the longest wait for a lock.</param>
    /// <param name="cancellation">Ends the pauses.</param>
    /// <exception cref="PlatformException">75, <c>lock-timeout</c>, of the last turn.</exception>
    public async Task RunAsync(Func<TimeSpan, Task> attempt, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await attempt(Turn).ConfigureAwait(false);
                return;
            }
            catch (PlatformException e) when (e.Kind == FailureKinds.LockTimeout && clock.GetElapsedTime(started) < limit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(500, 1500)), clock, cancellation).ConfigureAwait(false);
            }
        }
    }
}
