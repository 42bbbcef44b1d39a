using System.CommandLine;
using Platform.Lake.Catalog;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary>Which snapshots a command is about: tables by name at one time, or one table's by its location.</summary>
internal sealed class StoredSnapshots
{
    public Argument<string[]> Tables { get; } = new("TABLE") { Description = $"{TableArgument.Expected}; several together", Arity = ArgumentArity.ZeroOrMore };

    public Option<string?> All { get; } = new("--all") { Description = "Every table of a source that is not retired, instead of TABLE", HelpName = "SOURCE" };

    public Option<string?> At { get; } = new("--at") { Description = "The snapshot time in UTC, such as 2026-03-01T10 [default: each table's latest]", HelpName = "TIME" };

    public Option<string?> Path { get; } = new("--path") { Description = "The location of a snapshot of the one TABLE, as platform path prints it, instead of asking the catalog", HelpName = "URI" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Tables);
        foreach (var option in new Option[] { All, At, Path }) command.Options.Add(option);
    }

    /// <summary>Where they are, in the order asked for.</summary>
    /// <exception cref="PlatformException">Usage, or <c>not-published</c> (69).</exception>
    public async Task<IReadOnlyList<StoredAt>> FindAsync(ParseResult parsed, Invocation invocation, Stack stack, CancellationToken cancellationToken)
    {
        var registry = stack.LoadRegistry();
        var names = parsed.GetValue(Tables) ?? [];
        var all = parsed.GetValue(All);
        if ((names.Length == 0) == (all is null)) throw Wrong("Name tables, or --all SOURCE.");
        var entries = all is null
            ? names.Select(registry.FindOutput).DistinctBy(e => e.FullName).ToList()
            : [.. registry.Entries.Where(e => e.Source == all && e.State != EntryState.Retired)];
        if (entries.Count == 0) throw Wrong($"The registry has no tables of {all}.");
        if (parsed.GetValue(Path) is { } path)
        {
            if (entries.Count != 1 || parsed.GetValue(At) is not null) throw Wrong("--path is the location of one table's snapshot, and takes no --at.");
            return [new StoredAt(entries[0], path)];
        }

        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        var found = new List<StoredAt>();
        foreach (var entry in entries) found.Add(new StoredAt(entry, await LocateAsync(catalog, stack, entry, parsed.GetValue(At), cancellationToken)));
        return found;
    }

    /// <summary>Where one table's snapshot is.</summary>
    /// <param name="catalog">The stack's.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="entry">The table.</param>
    /// <param name="at">The snapshot time; null = the latest.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="PlatformException"><c>not-published</c> (69).</exception>
    public static async Task<string> LocateAsync(ICatalog catalog, Stack stack, Entry entry, string? at, CancellationToken cancellationToken)
    {
        var table = stack.TableOf(entry);
        var pointer = at is null
            ? await catalog.GetLatestAsync(table, cancellationToken)
            : await catalog.GetPartitionAsync(table, SnapshotTime.Parse(at), cancellationToken);
        return pointer?.Location.AbsoluteUri ?? throw new PlatformException(
            Stage.Restore, ExitCode.Unavailable, at is null ? $"no snapshot of {entry.FullName} is published yet" : $"no snapshot of {entry.FullName} is published for {at}",
            "./platform gaps shows which there are.")
        { Kind = "not-published" };
    }

    private static PlatformException Wrong(string message) => new(Stage.Configure, ExitCode.Usage, message, "--help shows the command line.") { Kind = "usage" };
}

/// <summary>A table's snapshot and its location.</summary>
internal sealed record StoredAt(Entry Entry, string Location);
