namespace Platform.Telemetry.Events;

/// <summary>Counts rows and wire bytes of all streams and tells them as <c>progress</c> events while it lives.</summary>
public sealed class RowProgress : IDisposable
{
    private readonly EventLog _log;
    private readonly long _estimatedBytes;
    private readonly ITimer _timer;
    private long _rows;
    private long _bytes;

    /// <param name="log">Receives the events.</param>
    /// <param name="estimatedBytes">The table's size in the source, for a percentage; 0 where unknown.</param>
    /// <param name="every">Time between events.</param>
    /// <param name="clock">Drives the timer.</param>
    public RowProgress(EventLog log, long estimatedBytes, TimeSpan every, TimeProvider clock)
    {
        _log = log;
        _estimatedBytes = estimatedBytes;
        _timer = clock.CreateTimer(static state => ((RowProgress)state!).Tell(), this, every, every);
    }

    public long Rows => Interlocked.Read(ref _rows);

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(int rows, long bytes)
    {
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Dispose() => _timer.Dispose();

    private void Tell() => _log.Info(EventNames.Progress, new EventField("rows", Rows), new EventField("bytes", Bytes), new EventField("estimated_bytes", _estimatedBytes));
}
