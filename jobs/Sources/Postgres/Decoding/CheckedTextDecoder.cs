using System.Text;
using System.Text.Unicode;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Losses;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>Text of a database in SQL_ASCII, which takes any bytes: each value is checked to be UTF-8.</summary>
internal sealed class CheckedTextDecoder(ColumnRead read, CopySubject subject, ColumnDecoder bytes) : ColumnDecoder(read, subject)
{
    private readonly BytesColumn _any = new(read.Field);

    public override void Decode(in FieldBlock block, Column target)
    {
        var column = (BytesColumn)target;
        _any.Clear();
        bytes.Decode(block, _any);
        for (var i = 0; i < block.Count; i++)
        {
            if (!_any.Validity[i])
            {
                column.AppendNull();
                continue;
            }

            var text = _any[i];
            if (text.Length > Array.MaxLength - column.Data.Length - 64) throw DecodeFailures.BatchTooLarge(Subject, Read, block.RowNumber(i));
            if (Ascii.IsValid(text) || Utf8.IsValid(text))
            {
                column.Append(text);
                continue;
            }

            Losses.Handle(LossKind.InvalidText, false, "The text is not valid UTF-8; the database's encoding is SQL_ASCII, so the server accepts any bytes.", LossHints.InvalidText,
                block.RowNumber(i));
            column.AppendNull();
        }
    }
}
