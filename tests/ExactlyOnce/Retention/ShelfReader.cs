using Platform.ExactlyOnce.Tests.Lakes;
using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Lake.Catalog;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Retention;

/// <summary>Looks at all partitions of a table and at its <c>_latest</c>: whatever the catalog still names must be whole.</summary>
internal sealed class ShelfReader : PollingReader
{
    private readonly HashSet<Pointer> _whole = [];
    private readonly ILake _lake;
    private readonly TableIdentifier _table;

    public ShelfReader(Site site, Entry entry)
    {
        _lake = site.Lake;
        _table = Site.Identifier(entry);
        Start();
    }

    protected override void Look()
    {
        foreach (var pointer in Named())
        {
            // With no grace, files go right after their partition: only what is named before and after was to be there in between.
            if (Incomplete(pointer) is { } why && Named().Contains(pointer)) Complain($"{pointer.Parameters.SnapshotTime} shows attempt {pointer.Parameters.Attempt}: {why}");
        }
    }

    private IReadOnlyList<Pointer> Named() => _lake.Latest(_table) is { } latest ? [.. _lake.Partitions(_table), latest] : _lake.Partitions(_table);

    /// <summary>The whole of it when it is new; that it still lies there every time.</summary>
    private string? Incomplete(Pointer pointer)
    {
        try
        {
            if (_whole.Contains(pointer)) return _lake.Holds(pointer.Location) ? null : "its files are gone";
            if (SnapshotContent.Incomplete(_lake, pointer) is { } why) return why;
            _whole.Add(pointer);
            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}
