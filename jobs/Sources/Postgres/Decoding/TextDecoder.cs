using System.Text;
using System.Text.Unicode;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>Text in UTF-8. The server's own encoding checks make it valid, except where its encoding is SQL_ASCII.</summary>
internal sealed class TextDecoder(ColumnRead read, CopySubject subject, bool validate) : BytesDecoder(read, subject)
{
    protected override void Check(in FieldBlock block)
    {
        if (!validate) return;
        for (var i = 0; i < block.Count; i++)
        {
            if (block.Length(i) <= 0) continue;
            var text = block[i];
            if (!Ascii.IsValid(text) && !Utf8.IsValid(text))
            {
                throw Refused(block, i, "The text is not valid UTF-8; the database's encoding is SQL_ASCII, so the server accepts any bytes.",
                    "read the column as bytea with an expression of a view, or correct the value in the source");
            }
        }
    }
}
