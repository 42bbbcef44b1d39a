namespace Platform.Lake.Catalog;

/// <summary>What became of a request to move <c>_latest</c>.</summary>
public enum LatestMove
{
    /// <summary>It shows the pointer, now or since an equal earlier request.</summary>
    Moved,

    /// <summary>It shows a newer snapshot time, or a higher publication of the same time, and stays.</summary>
    Ahead,

    /// <summary>A person pinned it to a snapshot time: it stays until it is unpinned.</summary>
    Pinned,
}
