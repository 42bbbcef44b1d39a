using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
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
        var (expression, wire, element) = found.Type switch
        {
            LakeType.List list => List(column, live.Type, list, entry, moneyScale),
            LakeType.Text when found.Form == ReadForm.Trimmed => ($"{column}::text", WireType.Text, null),
            // as: text, on a type that has a form of its own in the lake.
            LakeType.Text when entry.As is "text" or "string" => Text(column, live.Type),
            _ => Scalar(column, live.Type, found.Type, entry, moneyScale),
        };
        var read = new ColumnRead(field, expression, wire, element) { OnLoss = entry.OnLoss };
        return entry.OnLoss != OnLoss.Fail && found.Type is LakeType.Text ? AnyText.Of(read) : read;
    }

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
