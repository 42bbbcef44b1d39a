using Platform.Lake.Catalog;
using Platform.Registry.Entries;

namespace Platform.Publication.Repairing;

/// <summary>What repair found, and whether it is repaired.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Table">The catalog table; null for an unfinished publication.</param>
/// <param name="SnapshotTime">Null for an unfinished publication.</param>
/// <param name="Publication">Its number.</param>
/// <param name="Repaired">False where it was only told, or cannot be repaired here.</param>
public sealed record Finding(FindingKind Kind, TableIdentifier? Table, SnapshotTime? SnapshotTime, long Publication, bool Repaired);

public enum FindingKind
{
    /// <summary>Decided and not carried out.</summary>
    Unfinished,

    /// <summary>Published by the ledger, and the catalog shows nothing or something older.</summary>
    NotShown,

    /// <summary>The catalog shows what this ledger does not know: it was restored from a backup, or is another's.</summary>
    Unknown,

    /// <summary>Published, and there is no manifest where its files should be.</summary>
    FilesMissing,
}
