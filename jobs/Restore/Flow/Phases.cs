using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>Where the time of a restore goes, in seconds, for the people who wait for it.</summary>
internal sealed class Phases(TimeProvider clock)
{
    private readonly List<(string Name, TimeSpan Took)> _ended = [];
    private long _since = clock.GetTimestamp();

    /// <summary>One for each phase that ended, such as <c>load_seconds</c>, in the order in which they first did.</summary>
    public IEnumerable<EventField> Facts => _ended.Select(p => new EventField(p.Name + EventNames.SecondsSuffix, p.Took.TotalSeconds));

    /// <summary>What was done since the last phase ended was this one; one that ends for each of several tables adds up.</summary>
    public void End(string name)
    {
        var now = clock.GetTimestamp();
        var took = clock.GetElapsedTime(_since, now);
        _since = now;
        var at = _ended.FindIndex(p => p.Name == name);
        if (at < 0) _ended.Add((name, took));
        else _ended[at] = (name, _ended[at].Took + took);
    }
}
