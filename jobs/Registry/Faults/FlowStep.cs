namespace Platform.Registry.Faults;

/// <summary>
/// Every boundary of a run's flow, in order, of a prune, which ends it or is run alone, and of a restore: the places where a process may die, freeze or lose a connection and where the fault matrix makes
/// it do so. A step added to the flow is added here first; each is reached just after what it names.
/// </summary>
public enum FlowStep
{
    /// <summary>The ledger has granted the lease.</summary>
    Claimed,

    /// <summary>The leader holds its database snapshot.</summary>
    SnapshotOpened,

    /// <summary>A part exists as an open upload; nothing is visible yet.</summary>
    PartOpened,

    /// <summary>Some row groups of a part are written.</summary>
    PartWriting,

    /// <summary>A part is complete and visible under the attempt's prefix.</summary>
    PartCompleted,

    /// <summary>Everything read equals everything written.</summary>
    Proved,

    /// <summary>Parts, losses and checks are in the ledger.</summary>
    Recorded,

    /// <summary>The manifest lies beside the parts.</summary>
    ManifestWritten,

    /// <summary>The publication is committed as intended: from here only rolling forward is legal.</summary>
    Decided,

    /// <summary>The ledger knows that the catalog is about to be told.</summary>
    MarkedSent,

    /// <summary>A member's partition points at the attempt.</summary>
    PartitionPut,

    /// <summary>A member's <c>_latest</c> has moved, or stays where it is ahead.</summary>
    LatestMoved,

    /// <summary>The catalog has been read back and agrees.</summary>
    ReadBack,

    /// <summary>The publication is done, the run succeeded, the lease released.</summary>
    Done,

    /// <summary>Prune has read ledger and catalog, and there is something to do. What a removal does next are a publication's steps.</summary>
    PrunePlanned,

    /// <summary>A thinned snapshot has left the catalog; its files are there.</summary>
    PartitionRemoved,

    /// <summary>The ledger has marked an attempt: nothing can refer to it again.</summary>
    MarkedDeleting,

    /// <summary>One object of an attempt is gone.</summary>
    ObjectDeleted,

    /// <summary>All objects of an attempt are gone.</summary>
    FilesDeleted,

    /// <summary>The ledger knows it.</summary>
    MarkedDeleted,

    /// <summary>A restore has held its snapshots against the target, and changed nothing.</summary>
    RestorePlanned,

    /// <summary>Tables that are restored into are locked, and where they are emptied empty, in the transaction of everything that follows.</summary>
    TablesLocked,

    /// <summary>Tables that are made are there, empty, where nobody looks.</summary>
    TablesMade,

    /// <summary>Some rows are on their way to the target.</summary>
    RowsSent,

    /// <summary>All rows of a table are in, or all of one part where a table is made.</summary>
    RowsLoaded,

    /// <summary>A table that is made has its indexes, keys and triggers.</summary>
    TableIndexed,

    /// <summary>The target's own hashes of a table equal those recorded.</summary>
    TableProved,

    /// <summary>Tables that are made refer to each other, and have their sequences' values, owners and grants.</summary>
    TablesConnected,

    /// <summary>The last transaction is done but for its commit.</summary>
    GoingLive,

    /// <summary>Everyone sees what was restored.</summary>
    Live,
}
