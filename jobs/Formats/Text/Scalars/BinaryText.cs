using System.Buffers;
using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary>Bytes as PostgreSQL's hex form: <c>\x</c> and two lower-case digits a byte.</summary>
internal sealed class BinaryText : ScalarText
{
    private const int PrefixLength = 2;

    public override int MaxLength(Column column, int slot) => checked(PrefixLength + (2 * ((BytesColumn)column)[slot].Length));

    public override int Write(Column column, int slot, Span<byte> to)
    {
        var value = ((BytesColumn)column)[slot];
        Prefix.CopyTo(to);
        _ = Convert.TryToHexStringLower(value, to[PrefixLength..], out var length);
        return PrefixLength + length;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        if (!text.StartsWith(Prefix) || (text.Length & 1) != 0) return false;
        var bytes = (BytesColumn)column;
        var length = (text.Length - PrefixLength) >> 1;
        if (Convert.FromHexString(text[PrefixLength..], bytes.Reserve(length)[..length], out _, out _) != OperationStatus.Done) return false;
        bytes.Commit(length);
        return true;
    }

    private static ReadOnlySpan<byte> Prefix => "\\x"u8;
}
