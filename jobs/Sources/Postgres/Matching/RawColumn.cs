using Platform.Columns.Batches;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Proof;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Matching;

/// <summary>The sidecar of a column with <c>on_loss: text</c>: PostgreSQL's own text form of the values its column cannot hold, null beside all others.</summary>
internal static class RawColumn
{
    public static ColumnRead Of(ColumnRead read, LiveColumn live)
    {
        var column = Identifier.Quote(live.Name);
        var text = TextForm.Of(column, live.Type);
        var lost = ProofExpressions.For(read, HashSql.Seed).Lost(read.Value) ?? "false";
        return new ColumnRead(new Field(read.Field.Name + FileColumns.RawSuffix, new LakeType.Text()), $"CASE WHEN {lost} THEN {Exact(text, read.Field.Type)} END", WireType.Text)
        {
            Source = read.Source,
            IsText = true,
        };
    }

    /// <summary>Text that is not UTF-8 is given as its bytes in hexadecimal, as bytea is written: a file's text is UTF-8.</summary>
    private static string Exact(string text, LakeType type) => HoldsText(type) ? AnyText.OrHex(text) : text;

    private static bool HoldsText(LakeType type) => type switch
    {
        LakeType.Text or LakeType.Map => true,
        LakeType.List list => HoldsText(list.Element),
        LakeType.Struct parts => parts.Fields.Any(f => HoldsText(f.Type)),
        _ => false,
    };
}
