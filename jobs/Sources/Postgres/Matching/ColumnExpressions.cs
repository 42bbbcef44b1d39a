using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Masks;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Matching;

/// <summary>How a column whose types were found compatible is read: natively where the binary form is exact and cheap, by its text form otherwise.</summary>
internal static class ColumnExpressions
{
    /// <exception cref="PlatformException">Configuration, <c>column-type</c>: the entry's type or form has no way from this live type.</exception>
    public static ColumnRead Read(EntryColumn entry, LiveColumn live, int? moneyScale)
    {
        var found = TypeTable.Find(entry);
        if (!found.Resolved) throw Refused(entry, found.Problem, found.Hint);
        var field = new Field(entry.Name, found.Type, entry.Nullable);
        var column = Identifier.Quote(live.Name);
        if (entry.Mask is { } mask and not Mask.Null) return MaskedColumn.Of(field, mask, entry.KeepLast ?? EntryDefaults.KeepLast, column, live.Type);
        if (entry.Mask == Mask.Null) column = MaskSql.Null(column);
        var read = Value(entry, found, live.Type, column, field, moneyScale, depth: 0);
        return entry.OnLoss != OnLoss.Fail && found.Type is LakeType.Text ? AnyText.Of(read) : read;
    }

    /// <summary>How a value is read: a column, or a part of one.</summary>
    /// <param name="entry">The column, or the field of a composite.</param>
    /// <param name="found">Its type in the lake.</param>
    /// <param name="live">Its live type.</param>
    /// <param name="column">The SQL value.</param>
    /// <param name="field">What it is called, and whether it may be null.</param>
    /// <param name="moneyScale">The server's fraction digits of money.</param>
    /// <param name="depth">How many lists are around it.</param>
    internal static ColumnRead Value(EntryColumn entry, TypeResolution found, LiveType live, string column, Field field, int? moneyScale, int depth)
    {
        if (!found.Resolved) throw Refused(entry, found.Problem, found.Hint);
        if (found.Form == ReadForm.Json) return new ColumnRead(field, $"to_json({column})::text", WireType.Text) { OnLoss = entry.OnLoss, IsText = true };
        if (found.Type is LakeType.Struct or LakeType.Map or LakeType.List { Element: LakeType.Struct })
            return NestedExpressions.Read(entry, found.Type, live, column, field, moneyScale, depth) ?? throw NoWay(entry, live, found.Type);
        var (expression, wire, element) = found.Type switch
        {
            LakeType.List list => List(column, live, list, entry, moneyScale),
            LakeType.Text when found.Form == ReadForm.Trimmed => ($"{column}::text", WireType.Text, null),
            // as: text, on a type that has a form of its own in the lake.
            LakeType.Text when entry.As is "text" or "string" => Text(column, live),
            _ => Scalar(column, live, found.Type, entry, moneyScale),
        };
        return new ColumnRead(field, expression, wire, element)
        {
            OnLoss = entry.OnLoss,
            IsText = found.Type is LakeType.Text && wire == WireType.Text && (expression != column || live is { Schema: "pg_catalog", Name: "text" or "varchar" }),
            IsBounded = found.Type is LakeType.Decimal type && IsWithin(live, type),
        };
    }

    private static bool IsWithin(LiveType live, LakeType.Decimal type) =>
        live is { Schema: "pg_catalog", Name: "numeric" } && PostgresTypeName.TryParse(live.Text, out var numeric)
        && numeric.Modifier(0) is { } precision && (numeric.Modifier(1) ?? 0) is var scale && scale <= type.Scale && precision - scale <= type.Precision - type.Scale;

    private static (string Expression, WireType Wire, WireType? Element) Scalar(
        string column, LiveType live, LakeType type, EntryColumn entry, int? moneyScale)
    {
        if (NativeWire.Find(live, type, moneyScale) is { } wire) return (column, wire, null);
        if (type is LakeType.Text) return Text(column, live);
        if (NativeWire.Cast(live, type) is var (cast, castWire)) return ($"{column}::{cast}", castWire, null);
        throw NoWay(entry, live, type);
    }

    private static (string Expression, WireType Wire, WireType? Element) Text(string column, LiveType live) =>
        NativeWire.Find(live, new LakeType.Text(), null) is WireType.Text
            ? (column, WireType.Text, null)
            : (TextForm.Of(column, live), WireType.Text, null);

    private static (string Expression, WireType Wire, WireType? Element) List(
        string column, LiveType live, LakeType.List type, EntryColumn entry, int? moneyScale)
    {
        if (live.Element is not { } element) throw NoWay(entry, live, type);
        if (NativeWire.Find(element, type.Element, moneyScale) is { } wire) return (column, WireType.Array, wire);
        if (type.Element is LakeType.Text && TextForm.OfElements(column, live) is { } text) return (text, WireType.Array, WireType.Text);
        if (NativeWire.Cast(element, type.Element) is var (cast, castWire)) return ($"{column}::{cast}[]", WireType.Array, castWire);
        throw NoWay(entry, live, type);
    }

    private static PlatformException NoWay(EntryColumn entry, LiveType live, LakeType type) =>
        Refused(entry, $"No exact way leads from PostgreSQL's {live} to {type} in the lake.", "give the column as: text in its entry");

    private static PlatformException Refused(EntryColumn entry, string problem, string hint) =>
        new(Stage.Schema, ExitCode.Configuration, problem, hint) { Kind = "column-type", Column = entry.Name };
}
