using Platform.Lake.Manifest;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Restore.Invocation;
using Platform.Restore.Reading;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Targets;

namespace Platform.Restore.Planning;

/// <summary>A snapshot held against the table that it is to go into: every reason why not, at once.</summary>
internal static class SnapshotFit
{
    /// <summary>Whether the snapshot is what its source's table was.</summary>
    /// <exception cref="PlatformException">Data, <c>snapshot-not-exact</c>, with every reason.</exception>
    public static void CheckExact(StoredSnapshot snapshot, RestoreArguments arguments) =>
        Refuse(snapshot.Manifest, "snapshot-not-exact", $"The snapshot is no exact copy of {snapshot.Table}", Inexact(snapshot, arguments),
            "--allow COLUMN restores a masked or lossy column as it is; --partial restores what there is of a filtered snapshot, or of one without some columns");

    /// <param name="snapshot">What is to be restored.</param>
    /// <param name="live">Where to.</param>
    /// <param name="arguments">What may be left out.</param>
    /// <param name="sourceName">The target's type names as the source has them, where they are not the same.</param>
    /// <exception cref="PlatformException">Data, <c>schema-moved</c> or <c>snapshot-not-exact</c>, with every difference.</exception>
    public static TargetTable Check(StoredSnapshot snapshot, LiveTable live, RestoreArguments arguments, Func<string, string>? sourceName = null)
    {
        if (snapshot.Foreign is { } file) return ForeignFit.Check(file, live, arguments.Partial);
        var manifest = snapshot.Manifest;
        CheckExact(snapshot, arguments);
        Refuse(manifest, "schema-moved", $"The snapshot does not fit {live.Name}", Differences(manifest, live, arguments.Partial, sourceName ?? (name => name)),
            "change the target's columns back, restore into another table, or take a snapshot of the new schema; --partial gives columns that the snapshot lacks their defaults");
        Refuse(manifest, "snapshot-not-exact", $"The snapshot cannot go into {live.Name}", Hidden(manifest, live),
            "restore an earlier snapshot, of before the column was masked so; this one can be verified, compared and queried");
        return TargetTable.Of(live, [.. Own(manifest).Select(c => EntryOf(c, live.Find(c.Name)!))]);
    }

    private static IEnumerable<string> Inexact(StoredSnapshot snapshot, RestoreArguments arguments)
    {
        var manifest = snapshot.Manifest;
        foreach (var column in manifest.Columns.Where(c => c.Mask is not null && !arguments.Allowed.Contains(c.Name)))
            yield return $"column {column.Name} is masked ({column.Mask})";
        // What a sidecar keeps is put back from it.
        foreach (var loss in manifest.Losses.Where(l => l.Policy != OnLosses.Name(OnLoss.Text) && !arguments.Allowed.Contains(l.Column)))
            yield return $"column {loss.Column} lost {loss.Count} values ({loss.Kind}, {loss.Policy})";
        if (manifest.Filter is not null && !arguments.Partial) yield return "only rows that its entry's filter let pass are in it";
    }

    /// <summary>What a mask made values of another type of: no permission puts those into the column.</summary>
    private static IEnumerable<string> Hidden(SnapshotManifest manifest, LiveTable live) =>
        from column in Own(manifest)
        where column.Mask is not null
        let there = live.Find(column.Name)!
        where TypeTable.Find(EntryOf(column, there)) is { Resolved: true, Type: var type } && type.CatalogType != column.LakeType
        select $"column {column.Name} is masked ({column.Mask}): its values are {column.LakeType} now, and {there.Type.Text} in the target";

    private static IEnumerable<string> Differences(SnapshotManifest manifest, LiveTable live, bool partial, Func<string, string> sourceName)
    {
        foreach (var column in Own(manifest))
        {
            if (live.Find(column.Name) is not { } there) yield return $"column {column.Name} ({column.SourceType}) is not in the target";
            else if (sourceName(there.Type.Text) != column.SourceType) yield return $"column {column.Name} was {column.SourceType} and is {there.Type.Text} in the target";
        }

        if (partial) yield break;
        var known = manifest.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in live.Columns.Where(c => c.Generation == ColumnGeneration.None && !known.Contains(c.Name)))
            yield return $"column {column.Name} ({column.Type.Text}) is in the target and not in the snapshot";
    }

    private static EntryColumn EntryOf(ManifestColumn column, LiveColumn live) =>
        new() { Name = column.Name, Type = live.Type.EntryText, As = column.As, Fields = FieldsOf(column.Fields), OnLoss = PolicyOf(column.OnLoss), Nullable = column.Nullable };

    private static IReadOnlyList<EntryColumn>? FieldsOf(IReadOnlyList<ManifestField>? fields) =>
        fields is null ? null : [.. fields.Select(f => new EntryColumn { Name = f.Name, Type = f.Type, As = f.As, Fields = FieldsOf(f.Fields) })];

    private static OnLoss PolicyOf(string? name) => Enum.GetValues<OnLoss>().FirstOrDefault(policy => OnLosses.Name(policy) == name, OnLoss.Fail);

    /// <summary>Without sidecars, which belong to their columns.</summary>
    private static IEnumerable<ManifestColumn> Own(SnapshotManifest manifest) => manifest.Columns.Where(c => c.RawOf is null);

    private static void Refuse(SnapshotManifest manifest, string kind, string what, IEnumerable<string> reasons, string hint)
    {
        var all = reasons.ToList();
        if (all.Count > 0) throw SnapshotFailures.Of(kind, manifest, $"{what}:\n{string.Join('\n', all.Select(r => $"  {r}"))}", hint);
    }
}
