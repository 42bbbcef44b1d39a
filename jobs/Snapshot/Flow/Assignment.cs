using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Snapshot.Invocation;

namespace Platform.Snapshot.Flow;

/// <summary>What this process is to do: the outputs of one table, or of the tables of a consistency group, under one database snapshot.</summary>
/// <param name="Group">Null for one table alone.</param>
/// <param name="Members">
/// All outputs, at one snapshot time and of one source: those of a table side by side, <c>main</c> first, the tables in the order of their names. Every process claims them in the same
/// order, and they are published as one.
/// </param>
internal sealed record Assignment(string? Group, IReadOnlyList<SnapshotTask> Members)
{
    public string Source => Members[0].Entry.Source;

    public Guard Guard => Members[0].Document.Guard;

    public bool Force => Members[0].Force;

    public SnapshotTime Time => Members[0].Time;

    /// <exception cref="PlatformException">
    /// Configuration: a document is missing or not the one that was named. Usage: it is of another table or group, or the time is not on its schedule.
    /// </exception>
    public static async Task<Assignment> LoadAsync(SnapshotArguments arguments, JobSettings settings, CancellationToken cancellation)
    {
        if (arguments.Group is null)
        {
            var task = await SnapshotTask.LoadAsync(EntryReference.Parse(settings.Entry), arguments, null, cancellation).ConfigureAwait(false);
            if (arguments.Table != task.Entry.Table.ToString()) throw Mismatch("table", arguments.Table, EntryReference.Variable, task.Entry.Table.ToString());
            return new Assignment(null, task.EachOutput());
        }

        return await LoadGroupAsync(arguments, settings, cancellation).ConfigureAwait(false);
    }

    private static async Task<Assignment> LoadGroupAsync(SnapshotArguments arguments, JobSettings settings, CancellationToken cancellation)
    {
        var reference = EntryReference.Parse(settings.Group, GroupDocument.Variable);
        var group = GroupDocument.Read(await EntryObjects.ReadAsync(reference, cancellation).ConfigureAwait(false), reference.Sha256);
        if (arguments.Group != group.Group) throw Mismatch("group", arguments.Group, GroupDocument.Variable, group.Group);
        var tasks = new List<SnapshotTask>();
        foreach (var entry in group.Entries)
            tasks.Add(await SnapshotTask.LoadAsync(EntryReference.Parse(entry, GroupDocument.Variable), arguments, group.Group, cancellation).ConfigureAwait(false));
        if (tasks.Find(task => task.Entry.Source != tasks[0].Entry.Source) is { } stranger)
        {
            throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"group {group.Group} holds tables of {tasks[0].Entry.Source} and of {stranger.Entry.Source}",
                "a group is of one source: deploy again")
            { Kind = "entry-document" };
        }

        return new Assignment(group.Group, [.. tasks.OrderBy(task => task.Entry.FullName, StringComparer.Ordinal).SelectMany(task => task.EachOutput())]);
    }

    private static PlatformException Mismatch(string what, string? asked, string variable, string found) =>
        new(Stage.Configure, ExitCode.Usage, $"--{what} {asked} is not the {what} of {variable}, which is {found}", $"give both for the same {what}") { Kind = "usage" };
}
