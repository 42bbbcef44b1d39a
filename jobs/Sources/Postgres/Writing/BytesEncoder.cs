using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>Bytes as they are: text in UTF-8, labels of enums, json, bytea.</summary>
internal sealed class BytesEncoder(ColumnWrite write, CopySubject subject) : ColumnEncoder(write, subject)
{
    public override void Measure(Column source, int from, Span<long> sizes)
    {
        // A null spans nothing, so that its length is that of its length word alone.
        var offsets = ((BytesColumn)source).Offsets.Slice(from, sizes.Length + 1);
        for (var i = 0; i < sizes.Length; i++) sizes[i] += LengthBytes + (offsets[i + 1] - offsets[i]);
    }

    public override void Encode(Column source, int from, Span<byte> buffer, Span<int> cursors)
    {
        var column = (BytesColumn)source;
        var data = column.Data;
        var offsets = column.Offsets.Slice(from, cursors.Length + 1);
        var isDense = source.NullCount == 0;
        for (var i = 0; i < cursors.Length; i++)
        {
            var at = cursors[i];
            var length = offsets[i + 1] - offsets[i];
            var present = isDense || source.Validity[from + i];
            NetworkWrite.Int32(ref MemoryMarshal.GetReference(buffer[at..]), present ? length : NullLength);
            data.Slice(offsets[i], length).CopyTo(buffer[(at + LengthBytes)..]);
            cursors[i] = at + LengthBytes + length;
        }
    }
}
