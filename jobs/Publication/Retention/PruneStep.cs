namespace Platform.Publication.Retention;

/// <summary>Every boundary of a prune, in order: where it may die, and where others may come between. Those of a removal are the publication's own.</summary>
public enum PruneStep
{
    /// <summary>Ledger and catalog have been read.</summary>
    Planned,

    /// <summary>A thinned snapshot has left the catalog; its files are there.</summary>
    Removed,

    /// <summary>The ledger has marked an attempt: nothing can refer to it again.</summary>
    MarkedDeleting,

    /// <summary>One object of an attempt is gone.</summary>
    ObjectDeleted,

    /// <summary>All objects of an attempt are gone.</summary>
    FilesDeleted,

    /// <summary>The ledger knows it.</summary>
    MarkedDeleted,
}
