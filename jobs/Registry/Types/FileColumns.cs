using Platform.Registry.Entries;

namespace Platform.Registry.Types;

/// <summary>One column of an entry's files.</summary>
/// <param name="Name">In the files, case kept.</param>
/// <param name="Type">What it is there: the type that a mask leaves.</param>
/// <param name="Nullable">Nulls may occur.</param>
/// <param name="Entry">The entry's column it comes from.</param>
/// <param name="IsRaw">It is the sidecar of <paramref name="Entry"/>: the exact text of values that <paramref name="Entry"/>'s own column cannot hold.</param>
public sealed record FileColumn(string Name, LakeType Type, bool Nullable, EntryColumn Entry, bool IsRaw)
{
    public string? Description => IsRaw ? $"Exact text of values that {Entry.Name} cannot hold" : Entry.Description;
}

/// <summary>An entry's columns as its files hold them: dropped ones left out, sidecars behind their columns.</summary>
public static class FileColumns
{
    /// <summary>What a sidecar's name ends with.</summary>
    public const string RawSuffix = "__raw";

    public static IEnumerable<FileColumn> Of(Entry entry) => entry.Columns.SelectMany(Of);

    public static IEnumerable<FileColumn> Of(EntryColumn column)
    {
        if (column.Mask == Mask.Drop) yield break;
        yield return new FileColumn(column.Name, TypeTable.Resolve(column), column.Nullable, column, IsRaw: false);
        if (column.OnLoss == OnLoss.Text) yield return new FileColumn(column.Name + RawSuffix, new LakeType.Text(), Nullable: true, column, IsRaw: true);
    }
}
