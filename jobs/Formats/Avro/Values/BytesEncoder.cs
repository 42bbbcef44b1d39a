using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;

namespace Platform.Formats.Avro.Values;

/// <summary>string and bytes: a length and the bytes.</summary>
internal sealed class BytesEncoder : ValueEncoder
{
    public override void Measure(Column column, int from, int to, Span<int> lengths)
    {
        var offsets = ((BytesColumn)column).Offsets[from..(to + 1)];
        for (var i = 0; i + 1 < offsets.Length; i++)
        {
            var length = offsets[i + 1] - offsets[i];
            lengths[i] += length + VarInt.Length((ulong)length << 1);
        }
    }

    public override void Write(Column column, int from, int to, Span<int> cursors, Span<byte> rows)
    {
        var bytes = (BytesColumn)column;
        var data = bytes.Data;
        var offsets = bytes.Offsets[from..(to + 1)];
        ref var start = ref MemoryMarshal.GetReference(rows);
        for (var i = 0; i + 1 < offsets.Length; i++)
        {
            var value = data[offsets[i]..offsets[i + 1]];
            var cursor = cursors[i];
            cursor += VarInt.Write((ulong)value.Length << 1, ref Unsafe.Add(ref start, cursor));
            value.CopyTo(rows[cursor..]);
            cursors[i] = cursor + value.Length;
        }
    }
}
