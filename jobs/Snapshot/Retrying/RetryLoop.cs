using Platform.Registry.Failures;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Retrying;

/// <summary>
/// Passing faults are retried inside the process, each time as a new attempt, with doubling, jittered pauses, until the time is used up:
/// a failover takes a minute or two, a new Batch attempt would wait for a new container as well.
/// </summary>
internal sealed class RetryLoop(TimeSpan retryFor, EventLog log, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    public async Task<T> RunAsync<T>(Func<int, CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt(number, cancellation).ConfigureAwait(false);
            }
            catch (PlatformException e) when (e.Retryable && !cancellation.IsCancellationRequested)
            {
                var pause = Pause(number);
                if (clock.GetElapsedTime(started) + pause > retryFor) throw;
                log.Warning(EventNames.Retrying, new EventField("attempt_number", number), new EventField("in_seconds", pause.TotalSeconds), new EventField("kind", e.Kind), new EventField("message", e.Message));
                await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Between half and all of the doubled pause, so that a thousand jobs do not come back in step.</summary>
    private static TimeSpan Pause(int number)
    {
        var full = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, Math.Min(number - 1, 10)), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
