using Platform.Lake.Catalog;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Publication.Retention;

/// <summary>What is kept of one table.</summary>
public sealed record RetentionPolicy
{
    /// <summary>A failed, lost or replaced attempt, and the files of a snapshot that has left the catalog, stay this long: for inspection, for rollback, and for readers who are still at it.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(24);

    public required string Source { get; init; }

    public required TableName Table { get; init; }

    public string Output { get; init; } = ObjectLayout.MainOutput;

    public required Keep Keep { get; init; }

    /// <summary>Its catalog table, and those of earlier versions: what any of them refers to stays.</summary>
    public required IReadOnlyList<TableIdentifier> CatalogTables { get; init; }

    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>The policy of an entry's output.</summary>
    public static RetentionPolicy Of(string stack, Entry entry, TimeSpan grace) => new()
    {
        Source = entry.Source,
        Table = entry.Table,
        Output = entry.OutputName,
        Keep = entry.Keep,
        Grace = grace,
        CatalogTables = [.. Enumerable.Range(1, entry.Version).Reverse().Select(version => new TableIdentifier(CatalogNames.Database(stack, entry.Source), CatalogNames.Table(entry.Table, version, entry.OutputName)))],
    };
}
