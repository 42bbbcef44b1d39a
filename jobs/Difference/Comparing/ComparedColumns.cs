using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Difference.Comparing;

/// <summary>Which columns of two snapshots are held against each other, by name. Types are the wider of the two.</summary>
public sealed record ComparedColumns
{
    private ComparedColumns()
    {
    }

    public required SnapshotPair Snapshots { get; init; }

    /// <summary>Rows of the same values here are the same row. At least one.</summary>
    public required IReadOnlyList<Field> Key { get; init; }

    /// <summary>The others that both have in types that compare.</summary>
    public required IReadOnlyList<Field> Compared { get; init; }

    /// <summary>What only the snapshot that is compared to has, or has in another type: told, and not compared.</summary>
    public required IReadOnlyList<Field> Added { get; init; }

    /// <summary>Names of what only the snapshot that is compared from has.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>What both have, in types whose values do not compare; its new form is among <see cref="Added"/>.</summary>
    public required IReadOnlyList<RetypedColumn> Retyped { get; init; }

    /// <summary>Names of all columns of the snapshot that is compared to, in its order.</summary>
    public required IReadOnlyList<string> Order { get; init; }

    /// <summary>What a row of one side is kept as: the key, what is compared, and, of the new side, what was added.</summary>
    internal IReadOnlyList<Field> Kept(Side side) => side == Side.From ? [.. Key, .. Compared] : [.. Key, .. Compared, .. Added];

    /// <param name="snapshots">For messages.</param>
    /// <param name="from">Columns of the snapshot that is compared from.</param>
    /// <param name="to">Columns of the other.</param>
    /// <param name="key">Names of the key's columns.</param>
    /// <exception cref="Registry.Failures.PlatformException">Data: there is no key (<c>key-missing</c>), or not in both (<c>key-moved</c>).</exception>
    public static ComparedColumns Of(SnapshotPair snapshots, IReadOnlyList<Field> from, IReadOnlyList<Field> to, IReadOnlyList<string> key)
    {
        if (key.Count == 0)
            throw snapshots.Refuse("key-missing", "the table has no key, and rows of two snapshots are matched by it", "write key: [COLUMN, ...] into the table's entry, or name its columns with --key");
        var old = from.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var common = to.Where(f => old.ContainsKey(f.Name) && Widest(old[f.Name].Type, f.Type) is not null)
            .Select(f => new Field(f.Name, Widest(old[f.Name].Type, f.Type)!)).ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var name in key.Where(name => !common.ContainsKey(name))) throw KeyMoved(snapshots, from, to, name);
        return new ComparedColumns
        {
            Snapshots = snapshots,
            Key = [.. key.Distinct(StringComparer.Ordinal).Select(name => common[name])],
            Compared = [.. to.Where(f => common.ContainsKey(f.Name) && !key.Contains(f.Name)).Select(f => common[f.Name])],
            Added = [.. to.Where(f => !common.ContainsKey(f.Name)).Select(f => f with { Nullable = true })],
            Dropped = [.. from.Where(f => !to.Any(t => t.Name == f.Name)).Select(f => f.Name)],
            Retyped = [.. to.Where(f => old.ContainsKey(f.Name) && !common.ContainsKey(f.Name)).Select(f => new RetypedColumn(f.Name, old[f.Name].Type.CatalogType, f.Type.CatalogType))],
            Order = [.. to.Select(f => f.Name)],
        };
    }

    /// <summary>A type that holds the values of both and compares them: of integers and of decimals of one scale the wider; null where they are of different kinds.</summary>
    private static LakeType? Widest(LakeType from, LakeType to) => (from, to) switch
    {
        _ when from == to => to,
        (LakeType.SmallInt or LakeType.Integer or LakeType.BigInt, LakeType.SmallInt or LakeType.Integer or LakeType.BigInt) => Bits(from) > Bits(to) ? from : to,
        (LakeType.Decimal a, LakeType.Decimal b) when a.Scale == b.Scale => a.Precision > b.Precision ? a : b,
        _ => null,
    };

    private static int Bits(LakeType integer) => integer switch { LakeType.SmallInt => 16, LakeType.Integer => 32, _ => 64 };

    private static Registry.Failures.PlatformException KeyMoved(SnapshotPair snapshots, IReadOnlyList<Field> from, IReadOnlyList<Field> to, string name)
    {
        var (was, now) = (Shown(from, name), Shown(to, name));
        return snapshots.Refuse("key-moved", $"{name} of the key is {was} in {snapshots.Name(Side.From)} and {now} in {snapshots.Name(Side.To)}",
            "name columns with --key that identify a row in both; a column that is masked with drop is in no file", name);
    }

    private static string Shown(IReadOnlyList<Field> fields, string name) => fields.FirstOrDefault(f => f.Name == name)?.Type.CatalogType ?? "not there";
}

/// <summary>A column whose values do not compare.</summary>
/// <param name="Name">In both snapshots.</param>
/// <param name="From">The catalog's name of its type before.</param>
/// <param name="To">And after.</param>
public sealed record RetypedColumn(string Name, string From, string To);
