using Platform.ExactlyOnce.Tests.Running;
using Platform.Lake.Catalog;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Watching;

/// <summary>
/// Looks at a table as its readers do, about once per millisecond, while whatever happens happens: a snapshot that was seen must be whole, stay, and
/// never go back to an earlier publication.
/// </summary>
internal sealed class CatalogReader : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly List<string> _complaints = [];
    private long _looks;

    public CatalogReader(Site site, Entry entry)
    {
        _thread = new Thread(() => Look(site, entry)) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends the looking and fails where it saw anything but complete snapshots.</summary>
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

    private void Look(Site site, Entry entry)
    {
        var partition = new Seen();
        var latest = new Seen();
        var table = Site.Identifier(entry);
        var catalog = site.Catalog;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Check("the partition", partition, catalog.GetPartitionAsync(table, site.Hour, CancellationToken.None).GetAwaiter().GetResult());
                Check("latest", latest, catalog.GetLatestAsync(table, CancellationToken.None).GetAwaiter().GetResult());
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Complain($"a look failed: {e.Message}");
            }

            _looks++;
            _stop.Token.WaitHandle.WaitOne(1);
        }
    }

    private void Check(string what, Seen seen, Pointer? pointer)
    {
        if (pointer is null)
        {
            if (seen.Pointer is not null) Complain($"{what} was there and is gone");
            return;
        }

        if (seen.Pointer is { } before && before.Parameters.Publication > pointer.Parameters.Publication)
            Complain($"{what} went back from publication {before.Parameters.Publication} to {pointer.Parameters.Publication}");
        // The whole of it when it is new; that it still lies there every time.
        if (!pointer.Equals(seen.Pointer))
        {
            if (SnapshotContent.Incomplete(pointer) is { } why) Complain($"{what} shows attempt {pointer.Parameters.Attempt}: {why}");
            seen.Pointer = pointer;
        }
        else if (!Directory.Exists(pointer.Location.LocalPath))
        {
            Complain($"{what} shows attempt {pointer.Parameters.Attempt}, whose files are gone");
        }
    }

    private void Complain(string complaint) => _complaints.Add(complaint);

    private sealed class Seen
    {
        public Pointer? Pointer { get; set; }
    }
}
