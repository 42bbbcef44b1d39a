using Platform.ExactlyOnce.Tests.Lakes;
using Platform.ExactlyOnce.Tests.Running;
using Platform.Lake.Catalog;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Watching;

/// <summary>
/// Looks at a site's hour and at <c>_latest</c> while whatever happens happens: a snapshot that was seen must be whole, a state that the loaded table had, stay, and never go
/// back to an earlier publication.
/// </summary>
internal sealed class CatalogReader : PollingReader
{
    private readonly ILake _lake;
    private readonly TableIdentifier _table;
    private readonly SnapshotTime _hour;
    private Pointer? _partition;
    private Pointer? _latest;

    public CatalogReader(Site site, Entry entry)
    {
        _lake = site.Lake;
        _table = Site.Identifier(entry);
        _hour = site.Hour;
        Start();
    }

    protected override void Look()
    {
        Check("the partition", ref _partition, _lake.Partitions(_table).SingleOrDefault(pointer => pointer.Parameters.SnapshotTime == _hour));
        Check("latest", ref _latest, _lake.Latest(_table));
    }

    private void Check(string what, ref Pointer? seen, Pointer? shown)
    {
        if (shown is null)
        {
            if (seen is not null) Complain($"{what} was there and is gone");
            return;
        }

        if (seen?.Parameters.Publication > shown.Parameters.Publication) Complain($"{what} went back from publication {seen.Parameters.Publication} to {shown.Parameters.Publication}");
        // The whole of it when it is new; that it still lies there every time.
        string? why;
        if (!shown.Equals(seen)) why = SnapshotContent.Incomplete(_lake, shown) ?? SnapshotContent.Read(_lake, shown).Mixed();
        else why = _lake.Holds(shown.Location) ? null : "its files are gone";
        if (why is not null) Complain($"{what} shows attempt {shown.Parameters.Attempt}: {why}");
        seen = shown;
    }
}
