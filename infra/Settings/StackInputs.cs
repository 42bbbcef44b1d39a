using Platform.Registry.Entries;

namespace Platform.Infra.Settings;

/// <summary>All that the program is made of: a stack's settings and the registry of its sources. Validated before any resource is declared.</summary>
public sealed record StackInputs(CloudSettings Settings, IReadOnlyList<SourceTables> Sources)
{
    public IEnumerable<Entry> Entries => Sources.SelectMany(source => source.Entries);
}

/// <summary>One source and its tables, by name.</summary>
public sealed record SourceTables(SourceSettings Source, IReadOnlyList<Entry> Entries)
{
    /// <summary>The group of a table; null for a table that is snapshotted on its own.</summary>
    public Group? GroupOf(Entry entry) => Source.Groups.FirstOrDefault(group => group.Tables.Contains(entry.Table));
}
