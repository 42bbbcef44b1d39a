using Platform.Columns.Batches;

namespace Platform.Snapshot.Reading;

/// <summary>
/// What a stream has read on its way to being written: one row group after the other on the calling thread, or, with a second batch, each written on another
/// thread while the next is read. In both the order is that of reading, and one is written at a time.
/// </summary>
internal sealed class RowGroups : IDisposable
{
    private readonly Action<ColumnBatch, long> _write;
    private ColumnBatch? _other;
    private Task _written = Task.CompletedTask;

    /// <param name="first">To be read into first.</param>
    /// <param name="second">Of the same fields; null where writing is not to run beside reading.</param>
    /// <param name="write">Writes a row group that was so many bytes on the wire.</param>
    public RowGroups(ColumnBatch first, ColumnBatch? second, Action<ColumnBatch, long> write)
    {
        _write = write;
        _other = second;
        Reading = first;
    }

    /// <summary>To be read into.</summary>
    public ColumnBatch Reading { get; private set; }

    /// <summary>Hands over what was read. Whatever failed in writing the row group before comes out here.</summary>
    public void Pass(long bytes)
    {
        if (_other is null)
        {
            _write(Reading, bytes);
            return;
        }

        Complete();
        var full = Reading;
        (Reading, _other) = (_other, full);
        // A thread of its own: compressing would starve a pool that has as many threads as there are cores.
        _written = Task.Factory.StartNew(() => _write(full, bytes), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Waits until all is written.</summary>
    public void Complete() => _written.GetAwaiter().GetResult();

    /// <summary>After a failure of reading: what is being written ends before what it writes to goes.</summary>
    public void Dispose() => ((IAsyncResult)_written).AsyncWaitHandle.WaitOne();
}
