using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Lake.Catalog;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Retention;

/// <summary>Looks at all partitions of a table and at its <c>_latest</c>, about once per millisecond: whatever the catalog still names must be whole.</summary>
internal sealed class ShelfReader : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly List<string> _complaints = [];
    private readonly HashSet<Pointer> _whole = [];
    private readonly ICatalog _catalog;
    private readonly TableIdentifier _table;
    private long _looks;

    public ShelfReader(Site site, Entry entry)
    {
        _catalog = site.Catalog;
        _table = Site.Identifier(entry);
        _thread = new Thread(Look) { IsBackground = true };
        _thread.Start();
    }

    public void AssertSawOnlyWhole()
    {
        Dispose();
        Assert.True(_complaints.Count == 0, $"{_looks} looks, {_complaints.Count} of them saw what no reader may see: {string.Join("; ", _complaints.Take(5))}");
    }

    public void Dispose()
    {
        if (_stop.IsCancellationRequested) return;
        _stop.Cancel();
        _thread.Join();
        Totals.Looked(_looks, _complaints.Count);
        _stop.Dispose();
    }

    private void Look()
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var pointer in Named())
            {
                // With no grace, files go right after their partition: only what is named before and after was to be there in between.
                if (Incomplete(pointer) is { } why && Named().Contains(pointer)) _complaints.Add($"{pointer.Parameters.SnapshotTime} shows attempt {pointer.Parameters.Attempt}: {why}");
            }

            _looks++;
            _stop.Token.WaitHandle.WaitOne(1);
        }
    }

    private List<Pointer> Named()
    {
        var named = _catalog.ListPartitionsAsync(_table, CancellationToken.None).GetAwaiter().GetResult().ToList();
        if (_catalog.GetLatestAsync(_table, CancellationToken.None).GetAwaiter().GetResult() is { } latest) named.Add(latest);
        return named;
    }

    /// <summary>The whole of it when it is new; that it still lies there every time.</summary>
    private string? Incomplete(Pointer pointer)
    {
        try
        {
            if (_whole.Contains(pointer)) return Directory.EnumerateFiles(pointer.Location.LocalPath, "part-*").Any() ? null : "its files are gone";
            if (SnapshotContent.Incomplete(pointer) is { } why) return why;
            _whole.Add(pointer);
            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}
