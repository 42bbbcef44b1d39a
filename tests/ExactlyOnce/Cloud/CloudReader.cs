using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Layout;

namespace Platform.ExactlyOnce.Tests.Cloud;

/// <summary>Looks at Glue and at the bucket about once per millisecond: what is shown must be whole, stay, and never go back to an earlier publication.</summary>
internal sealed class CloudReader : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly List<string> _complaints = [];
    private readonly HashSet<string> _whole = [];
    private long _looks;

    public CloudReader(CloudSite cloud)
    {
        _thread = new Thread(() => Look(cloud)) { IsBackground = true };
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

    /// <summary>Why a reader that follows the pointer now would not find a whole snapshot; null where it would.</summary>
    public static string? Incomplete(CloudSite cloud, CloudPointer pointer)
    {
        var objects = cloud.Objects(pointer.Location);
        if (!objects.ContainsKey(ObjectLayout.ManifestName)) return "there is no manifest";
        var parts = objects.Where(o => o.Key.StartsWith("part-", StringComparison.Ordinal)).Select(o => o.Value).ToList();
        if (parts.Count == 0) return "there are no parts";
        if (parts.Sum(part => part.LongLength) != pointer.Bytes) return $"the parts have {parts.Sum(part => part.LongLength)} bytes, the catalog says {pointer.Bytes}";
        var content = SnapshotContent.Read(parts);
        return content.Rows == pointer.Rows ? content.Mixed() : $"the parts have {content.Rows} rows, the catalog says {pointer.Rows}";
    }

    private void Look(CloudSite cloud)
    {
        CloudPointer? partition = null, latest = null;
        while (!_stop.IsCancellationRequested)
        {
            var shown = cloud.Shown();
            Check(cloud, "the partition", ref partition, shown.Partition);
            Check(cloud, "latest", ref latest, shown.Latest);
            _looks++;
            _stop.Token.WaitHandle.WaitOne(1);
        }
    }

    private void Check(CloudSite cloud, string what, ref CloudPointer? seen, CloudPointer? shown)
    {
        if (shown is null)
        {
            if (seen is not null) _complaints.Add($"{what} was there and is gone");
            return;
        }

        if (seen?.Publication > shown.Publication) _complaints.Add($"{what} went back from publication {seen.Publication} to {shown.Publication}");
        seen = shown;
        // The whole of it when it is new; that it still lies there every time.
        if (_whole.Contains(shown.Location))
        {
            if (cloud.Objects(shown.Location).Count == 0) _complaints.Add($"{what} shows attempt {shown.Attempt}, whose objects are gone");
        }
        else if (Incomplete(cloud, shown) is { } why)
        {
            _complaints.Add($"{what} shows attempt {shown.Attempt}: {why}");
        }
        else
        {
            _whole.Add(shown.Location);
        }
    }
}
