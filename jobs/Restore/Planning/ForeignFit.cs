using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Restore.Reading;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Targets;

namespace Platform.Restore.Planning;

/// <summary>A file of another writer held against the table that it is to go into: each column must have a form that an entry could have given it.</summary>
internal static class ForeignFit
{
    private static readonly string?[] Forms = [null, "text", "uuid", "millis"];

    /// <exception cref="PlatformException">Data, <c>file-does-not-fit</c>, with every difference.</exception>
    public static TargetTable Check(ForeignFile file, LiveTable live, bool partial)
    {
        var fields = file.Fields;
        var entries = fields.Select(f => (Field: f, Entry: EntryOf(f, live.Find(f.Name)))).ToList();
        var reasons = entries.Where(e => e.Entry is null).Select(e => live.Find(e.Field.Name) is { } there
            ? $"column {e.Field.Name} is {e.Field.Type} in the file, and {there.Type.Text} in the target is never that"
            : $"column {e.Field.Name} ({e.Field.Type}) is not in the target").ToList();
        if (!partial)
        {
            reasons.AddRange(live.Columns.Where(c => c.Generation == ColumnGeneration.None && fields.All(f => f.Name != c.Name))
                .Select(c => $"column {c.Name} ({c.Type.Text}) is in the target and not in the file"));
        }

        if (reasons.Count == 0) return TargetTable.Of(live, [.. entries.Select(e => e.Entry!)]);
        throw SnapshotFailures.Of("file-does-not-fit", file.Manifest, $"The file does not fit {live.Name}:\n{string.Join('\n', reasons.Select(r => $"  {r}"))}",
            "write the file with the types of docs/types.md, or give the table other columns; --partial gives columns that the file lacks their defaults");
    }

    private static EntryColumn? EntryOf(Field field, LiveColumn? live)
    {
        if (live is null) return null;
        var decimals = field.Type is LakeType.Decimal type ? type.CatalogType : null;
        return Forms.Append(decimals).Distinct()
            .Select(form => new EntryColumn { Name = field.Name, Type = live.Type.EntryText, As = form, Nullable = field.Nullable })
            .FirstOrDefault(entry => TypeTable.Find(entry) is { Resolved: true, Type: var found } && IsSame(found, field.Type));
    }

    /// <summary>Avro has no 16-bit integers, and few writers of Parquet use them.</summary>
    private static bool IsSame(LakeType a, LakeType b) => Wide(a) == Wide(b);

    private static LakeType Wide(LakeType type) => type switch
    {
        LakeType.SmallInt => new LakeType.Integer(),
        LakeType.List(var element) => new LakeType.List(Wide(element)),
        _ => type,
    };
}
