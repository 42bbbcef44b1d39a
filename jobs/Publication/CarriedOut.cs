namespace Platform.Publication;

/// <summary>How carrying out a publication ended. Each means that its snapshot times are published: exit 0.</summary>
public enum CarriedOut
{
    /// <summary>The catalog shows it, and the ledger says so.</summary>
    Done,

    /// <summary>Another process had carried it out.</summary>
    AlreadyDone,

    /// <summary>A later publication of the same run is decided, and the catalog is left to it.</summary>
    Superseded,
}
