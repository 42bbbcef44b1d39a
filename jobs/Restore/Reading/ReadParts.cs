using Platform.Lake.Manifest;

namespace Platform.Restore.Reading;

/// <summary>
/// Which parts of two snapshots a comparison reads. Parts that hold the same rows on both sides need not be: those whose proofs are equal, as
/// <c>dedupe</c> judges whole snapshots. That is so only where no row of another part can have the key of one that is left out, which would have to be refused.
/// </summary>
/// <param name="From">Of the snapshot that is compared from.</param>
/// <param name="To">Of the other.</param>
/// <param name="EqualRows">Rows of the parts that are left out, counted once.</param>
internal sealed record ReadParts(IReadOnlyList<ManifestFile> From, IReadOnlyList<ManifestFile> To, long EqualRows)
{
    /// <param name="from">Manifest of the snapshot that is compared from.</param>
    /// <param name="to">Of the other.</param>
    /// <param name="isKeyEnforced">Both sources kept the key unique and never null; see <see cref="EnforcedKey"/>.</param>
    public static ReadParts Of(SnapshotManifest from, SnapshotManifest to, bool isKeyEnforced)
    {
        if (!isKeyEnforced || !from.Columns.Select(Shape).SequenceEqual(to.Columns.Select(Shape))) return new ReadParts(from.Files, to.Files, 0);
        var rows = new Dictionary<string, Stack<ManifestFile>>(StringComparer.Ordinal);
        foreach (var file in from.Files.Where(f => f.Proof is not null))
        {
            var proof = Content(file);
            if (!rows.TryGetValue(proof, out var same)) rows.Add(proof, same = new Stack<ManifestFile>());
            same.Push(file);
        }

        var equal = new HashSet<ManifestFile>();
        var left = new List<ManifestFile>();
        foreach (var file in to.Files)
        {
            // One for one: a part that is there twice has its rows twice.
            if (file.Proof is not null && rows.TryGetValue(Content(file), out var same) && same.TryPop(out var other)) equal.Add(other);
            else left.Add(file);
        }

        return new ReadParts([.. from.Files.Where(f => !equal.Contains(f))], left, equal.Sum(f => f.Rows));
    }

    private static (string Name, string Type) Shape(ManifestColumn column) => (column.Name, column.LakeType);

    private static string Content(ManifestFile file) =>
        string.Join('|', file.Proof!.Columns.SelectMany(c => new[] { c.Name, $"{c.Present}", c.Hash }).Prepend($"{file.Proof.Version}|{file.Proof.Rows}|{file.Proof.RowHash}"));
}
