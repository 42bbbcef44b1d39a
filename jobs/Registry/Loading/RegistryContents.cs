using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Grammar;

namespace Platform.Registry.Loading;

/// <summary>A registry read and found without mistakes: its sources by name, its entries by source and table, both in ordinal order.</summary>
public sealed class RegistryContents
{
    private readonly Dictionary<string, SourceSettings> _sources;

    internal RegistryContents(IEnumerable<SourceSettings> sources, IEnumerable<Entry> entries)
    {
        Sources = [.. sources.OrderBy(source => source.Name, StringComparer.Ordinal)];
        Entries = [.. entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal)];
        _sources = Sources.ToDictionary(source => source.Name, StringComparer.Ordinal);
    }

    /// <summary>One source's tables under another name, each changed: what is kept of them besides, such as a backup on a schedule of its own.</summary>
    public RegistryContents AsSource(string source, string name, Func<Entry, Entry> change) => new(
        [_sources[source] with { Name = name }],
        Entries.Where(entry => entry.Source == source).Select(entry => change(entry with { Source = name })));

    public IReadOnlyList<SourceSettings> Sources { get; }

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The source of an entry of this registry.</summary>
    public SourceSettings SourceOf(Entry entry) => _sources[entry.Source];

    /// <summary>The consistency group that an entry of this registry is read in; null where it is read alone.</summary>
    public Group? GroupOf(Entry entry) => SourceOf(entry).Groups.FirstOrDefault(group => group.Tables.Contains(entry.Table));

    /// <summary>The tables of a group that have snapshots, in the order in which their runs are claimed.</summary>
    public IReadOnlyList<Entry> MembersOf(string source, Group group) =>
        [.. Entries.Where(entry => entry.Source == source && entry.State != EntryState.Retired && group.Tables.Contains(entry.Table))];

    public EntryDocument DocumentOf(Entry entry) => EntryDocument.Of(entry, SourceOf(entry));

    /// <summary>
    /// The entries that a person names: <c>schema.table</c>, <c>source/schema.table</c>, or <c>table</c> for schema public.
    /// </summary>
    /// <exception cref="PlatformException">Usage (64), kind <c>unknown-table</c>: none fits, several sources have it, or it is an output.</exception>
    public Entry Find(string name)
    {
        var found = Matching(name);
        if (found is [var only]) return only;
        var hint = found.Count > 1
            ? $"several sources have it: say which, as in {found[0].FullName}"
            : TableOfOutput(name) is { } table ? $"an output goes with its table here: say {table.FullName}"
            : NearestName.Hint(name, Entries.SelectMany(NamesOf)) ?? "./platform tables list shows what is registered";
        throw new PlatformException(Stage.Configure, ExitCode.Usage, $"'{name}' is not {(found.Count > 1 ? "one" : "a")} table of the registry", hint) { Kind = "unknown-table" };
    }

    /// <summary>The entry of the output that a person names: a table as <see cref="Find"/> takes it, with <c>@NAME</c> behind it for another output than its first.</summary>
    /// <exception cref="PlatformException">As <see cref="Find"/>; <c>unknown-output</c> (64).</exception>
    public Entry FindOutput(string name)
    {
        var mark = name.LastIndexOf(RegistryNames.OutputMark);
        // A table's own name may have one, in quotes or not.
        if (mark < 0 || !Patterns.Name.IsMatch(name[(mark + 1)..]) || Matching(name).Count == 1) return Find(name);
        var table = Find(name[..mark]);
        var outputs = table.EachOutput();
        return outputs.FirstOrDefault(output => output.OutputName == name[(mark + 1)..]) ?? throw new PlatformException(
            Stage.Configure, ExitCode.Usage, $"{table.FullName} has no output '{name[(mark + 1)..]}'", $"its outputs are {string.Join(", ", outputs.Select(output => output.OutputName))}")
        { Kind = "unknown-output" };
    }

    /// <summary>The named entries, each once; all where none is named.</summary>
    /// <exception cref="PlatformException">As <see cref="Find"/>.</exception>
    public IReadOnlyList<Entry> Select(IReadOnlyCollection<string> names) => names.Count == 0 ? Entries : [.. names.Select(Find).DistinctBy(entry => entry.FullName)];

    private List<Entry> Matching(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var source = slash < 0 ? null : name[..slash];
        var table = name[(slash + 1)..];
        return [.. Entries.Where(entry => (source is null || entry.Source == source) && Names(entry, table))];
    }

    /// <summary>The table where a name is that of one of its outputs; else null.</summary>
    private Entry? TableOfOutput(string name)
    {
        var mark = name.LastIndexOf(RegistryNames.OutputMark);
        return mark > 0 && Matching(name[..mark]) is [var table] ? table : null;
    }

    private static bool Names(Entry entry, string table) => entry.Table.ToString() == table || ShortName(entry) == table;

    private static IEnumerable<string> NamesOf(Entry entry) => new[] { ShortName(entry), entry.Table.ToString(), entry.FullName }.OfType<string>();

    /// <summary>The table alone, where its schema goes without saying.</summary>
    private static string? ShortName(Entry entry) => entry.Table.Schema == "public" ? entry.Table.Name : null;
}
