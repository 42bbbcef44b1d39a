namespace Platform.Lake.Catalog;

/// <summary>What <c>_latest</c> shows when a publication asks for it, the same for every catalog.</summary>
public static class LatestRule
{
    /// <summary>
    /// It moves forward only: to a later snapshot time, or to an equal or higher publication of the same one. Pinned by a person it leaves its snapshot time for none,
    /// and still follows what is published for that time.
    /// </summary>
    /// <param name="shown">What it shows; null before the first publication.</param>
    /// <param name="asked">What was published.</param>
    /// <returns>What became of the request, and what is to be shown.</returns>
    public static (LatestMove Move, Pointer Shows) Decide(Pointer? shown, Pointer asked)
    {
        if (shown is null) return (LatestMove.Moved, asked);
        var order = shown.Parameters.SnapshotTime.CompareTo(asked.Parameters.SnapshotTime);
        if (shown.Parameters.Pinned && order != 0) return (LatestMove.Pinned, shown);
        if (order > 0 || (order == 0 && shown.Parameters.Publication > asked.Parameters.Publication)) return (LatestMove.Ahead, shown);
        return (LatestMove.Moved, asked.AsPinned(shown.Parameters.Pinned));
    }
}
