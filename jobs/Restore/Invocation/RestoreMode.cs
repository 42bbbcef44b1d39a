namespace Platform.Restore.Invocation;

/// <summary>What becomes of the target's own content.</summary>
internal enum RestoreMode
{
    /// <summary>It is emptied first.</summary>
    Truncate,

    /// <summary>It stays, and the snapshot's rows are added.</summary>
    Append,

    /// <summary>There is none: the table is made from the snapshot's definition.</summary>
    Create,

    /// <summary>It goes with its table, and one made from the snapshot's definition takes its place.</summary>
    Replace,
}
