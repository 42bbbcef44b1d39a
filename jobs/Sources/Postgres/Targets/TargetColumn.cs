using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;
using Platform.Sources.Postgres.Writing;

namespace Platform.Sources.Postgres.Targets;

/// <summary>How one column of a snapshot goes into its column of a live table.</summary>
/// <param name="Index">0-based among the columns of the snapshot.</param>
/// <param name="Live">The column it goes to.</param>
/// <param name="Write">How its values are sent; its field's name is the snapshot's.</param>
/// <param name="StagedAs">The SQL type it is sent as, to be cast by the server to the column's own; null = sent as the column's own.</param>
internal sealed record TargetColumn(int Index, LiveColumn Live, ColumnWrite Write, string? StagedAs)
{
    /// <summary>The exact text of values that another column of the snapshot could not hold; it has no column of its own in the target.</summary>
    public bool IsRaw => Write.Field.Name != Live.Name;

    public string StagingName => Identifier.Quote(Write.Field.Name);

    public string StagingType => StagedAs ?? Live.Type.Text;

    /// <summary>How the server puts the value together from its staged form, where a cast does not.</summary>
    public string? Rebuilt { get; init; }

    /// <summary>From its staged form to the target's type, by the type's own input function where it is staged as text.</summary>
    public string Cast => StagedAs is null ? StagingName : Rebuilt ?? $"{StagingName}::{Live.Type.Text}";

    /// <summary>In binary form where the live type has one that the encoders make exactly; else staged.</summary>
    public static TargetColumn Of(int index, Field field, EntryColumn entry, LiveColumn live, int? moneyScale)
    {
        if (field.Name == live.Name && Json(field, entry, live) is { } rebuilt)
            return new TargetColumn(index, live, new ColumnWrite(field with { Type = new LakeType.Text() }, WireType.Text), "json") { Rebuilt = rebuilt };
        if (field.Type is LakeType.List list) return OfList(index, field, list, live, moneyScale);
        if (field.Name == live.Name && Native(live.Type, field.Type, moneyScale) is { } wire) return new TargetColumn(index, live, new ColumnWrite(field, wire), null);
        var staged = StagedType.Of(field.Type);
        return new TargetColumn(index, live, new ColumnWrite(field, staged.Wire), staged.Sql);
    }

    /// <summary>Structs, maps and lists of them, and what was read <c>as: json</c>, are sent as JSON.</summary>
    private static string? Json(Field field, EntryColumn entry, LiveColumn live)
    {
        var staged = Identifier.Quote(field.Name);
        if (field.Type is LakeType.Struct or LakeType.Map or LakeType.List { Element: LakeType.Struct }) return NestedCasts.Of(staged, entry, field.Type, live.Type);
        return entry.As == "json" && live.Type.Name is not ("json" or "jsonb") ? $"CASE WHEN {staged} IS NOT NULL THEN {NestedCasts.AsJson(staged, live.Type)} END" : null;
    }

    private static TargetColumn OfList(int index, Field field, LakeType.List list, LiveColumn live, int? moneyScale)
    {
        // An array of a domain names the domain as its element: the cast does that.
        if (live.Type.Element is { Domains: [] } element && Native(element, list.Element, moneyScale) is { } wire)
            return new TargetColumn(index, live, new ColumnWrite(field, WireType.Array, wire, element.Oid), null);
        var staged = StagedType.Of(list.Element);
        return new TargetColumn(index, live, new ColumnWrite(field, WireType.Array, staged.Wire, staged.Oid), staged.Sql + "[]");
    }

    private static WireType? Native(LiveType live, LakeType type, int? moneyScale) =>
        NativeWire.Find(live, type, moneyScale) ?? (live is { Schema: "pg_catalog", Name: "xid8" } && type is LakeType.BigInt ? WireType.Int8 : null);
}
