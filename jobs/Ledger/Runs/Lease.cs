using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Ledger.Runs;

/// <summary>
/// The right to decide about one run. The ledger judges expiry by its own clock; besides, the holder obeys a deadline of its own monotonic clock, counted from before it
/// asked, so that it stops acting before the ledger would let another in.
/// </summary>
public sealed class Lease
{
    private readonly TimeProvider _time;
    private long _heldFrom;
    private TimeSpan _duration;

    internal Lease(long runId, SnapshotKey key, Ulid attempt, long fencing, TimeProvider time, long askedAt, TimeSpan duration)
    {
        RunId = runId;
        Key = key;
        Attempt = attempt;
        Fencing = fencing;
        _time = time;
        _heldFrom = askedAt;
        _duration = duration;
    }

    public long RunId { get; }

    /// <summary>The snapshot that the run makes.</summary>
    public SnapshotKey Key { get; }

    public Ulid Attempt { get; }

    /// <summary>Grows with every grant of any run.</summary>
    public long Fencing { get; }

    /// <summary>False once the deadline is past without a heartbeat: writing in one's own prefix may go on, deciding may not.</summary>
    public bool IsCurrent => _time.GetElapsedTime(Interlocked.Read(ref _heldFrom)) < _duration;

    /// <summary>Counts anew from when the heartbeat was sent, not from when it was answered.</summary>
    internal void Prolong(long askedAt, TimeSpan duration)
    {
        _duration = duration;
        Interlocked.Exchange(ref _heldFrom, askedAt);
    }
}
