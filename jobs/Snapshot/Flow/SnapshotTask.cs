using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Snapshot.Invocation;

namespace Platform.Snapshot.Flow;

/// <summary>What is to be done: one table, one snapshot time, by one entry whose hash was verified.</summary>
internal sealed record SnapshotTask(EntryDocument Document, string EntryHash, SnapshotTime Time, bool AcceptLate, bool Force)
{
    public Entry Entry => Document.Entry;

    public SnapshotKey Key => new(Entry.Source, Entry.Table, Time);

    /// <summary>Where readers find it.</summary>
    public TableIdentifier CatalogTable(string stack) => new(CatalogNames.Database(stack, Entry.Source), CatalogNames.Table(Entry.Table, Entry.Version));

    /// <exception cref="PlatformException">
    /// Configuration: the document is missing or not the one that was named. Usage: it is another table's, or the time is not on its schedule.
    /// </exception>
    public static async Task<SnapshotTask> LoadAsync(SnapshotArguments arguments, JobSettings settings, CancellationToken cancellation)
    {
        var reference = EntryReference.Parse(settings.Entry);
        var document = EntryDocument.Read(await ReadAsync(reference, cancellation).ConfigureAwait(false), reference.Sha256);
        var entry = document.Entry;
        if (arguments.Table != entry.Table.ToString())
        {
            throw new PlatformException(Stage.Configure, ExitCode.Usage, $"--table {arguments.Table} is not the table of PLATFORM_ENTRY, which is {entry.Table}",
                "give both for the same table")
            { Kind = "usage" };
        }

        if (!entry.Schedule.IsOnSchedule(arguments.At))
        {
            throw new PlatformException(Stage.Configure, ExitCode.Usage,
                $"{arguments.At} is not on the schedule of {entry.FullName}, which is {entry.Schedule}",
                $"the nearest snapshot times are {entry.Schedule.Previous(arguments.At)} and {entry.Schedule.Next(arguments.At)}")
            {
                Kind = "not-on-schedule",
                SourceName = entry.Source,
                Table = entry.Table.ToString(),
            };
        }

        return new SnapshotTask(document, reference.Sha256, arguments.At, arguments.AcceptLate, arguments.Force);
    }

    private static async Task<byte[]> ReadAsync(EntryReference reference, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(reference.Uri, UriKind.Absolute, out _)) throw Missing(reference, null);
        var slash = reference.Uri.LastIndexOf('/');
        try
        {
            await using var store = ObjectStores.Open(new Uri(reference.Uri[..slash]), TimeProvider.System);
            await using var stream = await store.OpenReadAsync(reference.Uri[(slash + 1)..], null, cancellation).ConfigureAwait(false);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, cancellation).ConfigureAwait(false);
            return content.ToArray();
        }
        catch (PlatformException e) when (e.Kind == "object-missing")
        {
            throw Missing(reference, e);
        }
    }

    private static PlatformException Missing(EntryReference reference, Exception? inner) => new(
        Stage.Configure, ExitCode.Configuration, $"the entry document {reference.Uri} does not exist",
        "deploy the stack again, or start the job through ./platform snapshot, which writes it", inner)
    { Kind = "entry-document" };
}
