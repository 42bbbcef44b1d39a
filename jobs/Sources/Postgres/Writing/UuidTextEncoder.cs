using System.Buffers;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>uuid from its text form, 8-4-4-4-12 hexadecimal digits.</summary>
internal sealed class UuidTextEncoder(ColumnWrite write, CopySubject subject) : ColumnEncoder(write, subject)
{
    private const int ValueBytes = 16;

    public override void Measure(Column source, int from, Span<long> sizes)
    {
        var column = (BytesColumn)source;
        Span<byte> scratch = stackalloc byte[ValueBytes];
        for (var i = 0; i < sizes.Length; i++)
        {
            var present = source.Validity[from + i];
            if (present && !TryRead(column[from + i], scratch)) throw Refused(from + i, "The text is no uuid.");
            sizes[i] += present ? LengthBytes + ValueBytes : LengthBytes;
        }
    }

    public override void Encode(Column source, int from, Span<byte> buffer, Span<int> cursors)
    {
        var column = (BytesColumn)source;
        for (var i = 0; i < cursors.Length; i++)
        {
            var field = buffer[cursors[i]..];
            var present = source.Validity[from + i];
            NetworkWrite.Int32(ref MemoryMarshal.GetReference(field), present ? ValueBytes : NullLength);
            cursors[i] += LengthBytes;
            if (!present) continue;
            TryRead(column[from + i], field[LengthBytes..]);
            cursors[i] += ValueBytes;
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> text, Span<byte> into)
    {
        if (text.Length != UuidHex.Length || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return false;
        return TryHex(text[..8], into) && TryHex(text[9..13], into[4..]) && TryHex(text[14..18], into[6..]) && TryHex(text[19..23], into[8..]) && TryHex(text[24..], into[10..]);
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, Span<byte> into) =>
        Convert.FromHexString(digits, into[..(digits.Length / 2)], out _, out _) == OperationStatus.Done;
}
