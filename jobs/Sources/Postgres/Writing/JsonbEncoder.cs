using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>jsonb: a version byte 1, then UTF-8 text.</summary>
internal sealed class JsonbEncoder(ColumnWrite write, CopySubject subject) : ColumnEncoder(write, subject)
{
    private const byte Version = 1;

    public override void Measure(Column source, int from, Span<long> sizes)
    {
        var offsets = ((BytesColumn)source).Offsets.Slice(from, sizes.Length + 1);
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] += LengthBytes + (source.Validity[from + i] ? 1 + offsets[i + 1] - offsets[i] : 0);
    }

    public override void Encode(Column source, int from, Span<byte> buffer, Span<int> cursors)
    {
        var column = (BytesColumn)source;
        for (var i = 0; i < cursors.Length; i++)
        {
            var field = buffer[cursors[i]..];
            if (!source.Validity[from + i])
            {
                NetworkWrite.Int32(ref MemoryMarshal.GetReference(field), NullLength);
                cursors[i] += LengthBytes;
                continue;
            }

            var text = column[from + i];
            NetworkWrite.Int32(ref MemoryMarshal.GetReference(field), 1 + text.Length);
            field[LengthBytes] = Version;
            text.CopyTo(field[(LengthBytes + 1)..]);
            cursors[i] += LengthBytes + 1 + text.Length;
        }
    }
}
