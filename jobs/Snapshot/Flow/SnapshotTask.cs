using Platform.Lake.Catalog;
using Platform.Registry.Deployment;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Snapshot.Invocation;
using Platform.Sources.Postgres.Masks;

namespace Platform.Snapshot.Flow;

/// <summary>One output of one table, one snapshot time, by one entry whose hash was verified; in a group or, where that is null, alone.</summary>
internal sealed record SnapshotTask(EntryDocument Document, string EntryHash, SnapshotTime Time, bool AcceptLate, bool Force, string? Group)
{
    /// <summary>That of the output.</summary>
    public Entry Entry { get; init; } = Document.Entry;

    public SnapshotKey Key => SnapshotKey.Of(Entry, Time);

    public bool IsMain => Entry.OutputName == ObjectLayout.MainOutput;

    /// <summary>Where readers find it.</summary>
    public TableIdentifier CatalogTable(string stack) => new(CatalogNames.Database(stack, Entry.Source), CatalogNames.Table(Entry));

    /// <summary>One task for each output of the table, <c>main</c> first.</summary>
    public IReadOnlyList<SnapshotTask> EachOutput() => Entry.Outputs.Count == 0 ? [this] : [.. Entry.EachOutput().Select(entry => this with { Entry = entry })];

    /// <summary>The secret for <c>mask: hash</c>; null where no column has that mask.</summary>
    /// <exception cref="PlatformException">Configuration, <c>mask-secret</c>: there is such a column and no secret.</exception>
    public MaskSecret? MaskSecret(JobSettings settings) =>
        Entry.Columns.Any(c => c.Mask == Mask.Hash) ? Sources.Postgres.Masks.MaskSecret.Parse(settings.MaskSecret, JobVariables.MaskSecret) : null;

    /// <exception cref="PlatformException">
    /// Configuration: the document is missing or not the one that was named. Usage: the time is not on its schedule.
    /// </exception>
    public static async Task<SnapshotTask> LoadAsync(EntryReference reference, SnapshotArguments arguments, string? group, CancellationToken cancellation)
    {
        var document = EntryDocument.Read(await EntryObjects.ReadAsync(reference, cancellation).ConfigureAwait(false), reference.Sha256);
        var entry = document.Entry;
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

        return new SnapshotTask(document, reference.Sha256, arguments.At, arguments.AcceptLate, arguments.Force, group);
    }
}
