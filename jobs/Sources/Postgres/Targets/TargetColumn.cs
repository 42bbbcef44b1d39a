using Platform.Columns.Batches;
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

    /// <summary>From its staged form to the target's type, by the type's own input function where it is staged as text.</summary>
    public string Cast => StagedAs is null ? StagingName : $"{StagingName}::{Live.Type.Text}";

    /// <summary>In binary form where the live type has one that the encoders make exactly; else staged.</summary>
    public static TargetColumn Of(int index, Field field, LiveColumn live, int? moneyScale)
    {
        if (field.Type is LakeType.List list) return OfList(index, field, list, live, moneyScale);
        if (field.Name == live.Name && Native(live.Type, field.Type, moneyScale) is { } wire) return new TargetColumn(index, live, new ColumnWrite(field, wire), null);
        var staged = StagedType.Of(field.Type);
        return new TargetColumn(index, live, new ColumnWrite(field, staged.Wire), staged.Sql);
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
