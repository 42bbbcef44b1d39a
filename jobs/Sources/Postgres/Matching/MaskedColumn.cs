using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Masks;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Matching;

/// <summary>How a masked column is read: hashes need the stack's secret and are taken by the decoder, everything else is done by the server.</summary>
internal static class MaskedColumn
{
    public static ColumnRead Of(Field field, Mask mask, int keepLast, string column, LiveType live) => mask switch
    {
        Mask.Hash => new ColumnRead(field, TextForm.Of(column, live), WireType.Text) { Hashed = true },
        Mask.Partial => new ColumnRead(field, MaskSql.Partial(TextForm.Of(column, live), keepLast), WireType.Text),
        _ => new ColumnRead(field, MaskSql.Year(column), WireType.Int4),
    };
}
