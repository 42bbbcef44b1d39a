using System.Globalization;
using Platform.Lake.Manifest;
using Platform.Snapshot.Recording;

namespace Platform.Snapshot.Fresh;

/// <summary>How a table has moved on since a published snapshot of it, by names and counts, never by values.</summary>
internal static class FreshComparison
{
    /// <returns>One line; null where the fresh snapshot holds exactly what the published one recorded.</returns>
    public static string? Difference(SnapshotManifest published, AttemptRecord fresh)
    {
        var columns = ManifestOf.Columns(fresh);
        var found = Shapes(published.Columns, columns).ToList();
        if (published.Filter != fresh.Task.Entry.Filter) found.Add("its entry's filter is another");
        if (published.Rows != fresh.Rows) found.Add(string.Create(CultureInfo.InvariantCulture, $"{published.Rows:N0} rows then, {fresh.Rows:N0} now"));
        // A column's hashes hold its place as well.
        if (published.Columns.Select(Shape).SequenceEqual(columns.Select(Shape))) found.AddRange(Values(published.Proof, ManifestOf.Proof(fresh.Proof)));
        return found.Count == 0 ? null : string.Join("; ", found);
    }

    private static IEnumerable<string> Shapes(IReadOnlyList<ManifestColumn> then, IReadOnlyList<ManifestColumn> now)
    {
        var (was, @is) = (then.ToDictionary(c => c.Name, StringComparer.Ordinal), now.ToDictionary(c => c.Name, StringComparer.Ordinal));
        var shapes = was.Keys.Where(name => !@is.ContainsKey(name)).Select(name => $"column {name} is gone")
            .Concat(@is.Keys.Where(name => !was.ContainsKey(name)).Select(name => $"column {name} is new"))
            .Concat(now.Where(c => was.TryGetValue(c.Name, out var old) && Shape(old) != Shape(c)).Select(c => $"column {c.Name} is taken in another form"))
            .ToList();
        return shapes.Count == 0 && !then.Select(c => c.Name).SequenceEqual(now.Select(c => c.Name)) ? ["its columns are in another order"] : shapes;
    }

    private static IEnumerable<string> Values(ManifestProof? then, ManifestProof now)
    {
        if (then is null || then.Version != now.Version) return ["what it held then was proved in another way"];
        var columns = now.Columns.Except(then.Columns).Select(c => c.Name).ToList();
        if (columns.Count > 0) return [$"other values in {string.Join(", ", columns)}"];
        return then.RowHash == now.RowHash ? [] : ["the same values, in other rows"];
    }

    /// <summary>All that decides what a value becomes.</summary>
    private static (string, string, string, string?, string?, string?) Shape(ManifestColumn column) =>
        (column.Name, column.SourceType, column.LakeType, column.As, column.OnLoss, column.Mask);
}
