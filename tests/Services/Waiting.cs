namespace Platform.Services;

/// <summary>Waits for conditions, on machines that have other things to do as well.</summary>
public static class Waiting
{
    /// <summary>Longer than anything takes that comes at all.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the answer is yes; fails after five minutes.</summary>
    /// <param name="condition">Asked at once, and 20 ms after each no.</param>
    /// <param name="what">What did not come to hold, for the failure's message.</param>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit) throw new TimeoutException($"Within {Limit.TotalMinutes} minutes this did not come to hold: {what}");
            await Task.Delay(Pause);
        }
    }
}
