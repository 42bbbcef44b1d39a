namespace Platform.Restore.Planning;

/// <summary>Tables in an order in which each comes after those that it refers to by foreign keys.</summary>
internal static class LoadOrder
{
    /// <param name="tables">What is to be ordered.</param>
    /// <param name="key">What the references name.</param>
    /// <param name="references">Of whom to whom; nothing refers to itself.</param>
    /// <returns>All tables. Those that refer to each other in a circle come last, as they were: only deferrable constraints let them be loaded.</returns>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> tables, Func<T, uint> key, IReadOnlyList<(uint From, uint To)> references)
    {
        var ordered = new List<T>();
        var left = tables.ToList();
        while (left.Count > 0)
        {
            var waiting = left.Select(key).ToHashSet();
            var ready = left.Where(t => !references.Any(r => r.From == key(t) && waiting.Contains(r.To))).ToList();
            if (ready.Count == 0) return [.. ordered, .. left];
            ordered.AddRange(ready);
            left.RemoveAll(ready.Contains);
        }

        return ordered;
    }
}
