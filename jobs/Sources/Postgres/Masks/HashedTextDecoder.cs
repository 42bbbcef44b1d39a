using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Masks;

/// <summary><c>mask: hash</c>: text is hashed as it is decoded; in the clear it stays within this decoder.</summary>
internal sealed class HashedTextDecoder(ColumnRead read, CopySubject subject, MaskSecret secret, ColumnDecoder text) : ColumnDecoder(read, subject)
{
    private const int HexDigits = 64;

    private readonly BytesColumn _clear = new(read.Field);

    internal override void AddLosses(Span<long> totals)
    {
        base.AddLosses(totals);
        text.AddLosses(totals);
    }

    public override void Decode(in FieldBlock block, Column target)
    {
        var column = (BytesColumn)target;
        _clear.Clear();
        text.Decode(block, _clear);
        for (var i = 0; i < block.Count; i++)
        {
            if (!_clear.Validity[i])
            {
                column.AppendNull();
                continue;
            }

            if (column.Data.Length > Array.MaxLength - HexDigits - 64) throw DecodeFailures.BatchTooLarge(Subject, Read, block.RowNumber(i));
            secret.Hash(_clear[i], column.Reserve(HexDigits));
            column.Commit(HexDigits);
        }
    }
}
