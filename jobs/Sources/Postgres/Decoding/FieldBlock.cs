using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// One column's fields of a block of complete rows, where they were received: each field's 4-byte length (-1 = null) lies before its first byte.
/// Framing has checked that every field lies within its row; at least <see cref="ReceiveBuffer.Slack"/> bytes after any field may be read.
/// </summary>
public readonly ref struct FieldBlock
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<int> _starts;
    private readonly long _rowNumber;
    private readonly ReadOnlySpan<int> _rows;

    /// <param name="bytes">The receive buffer, slack included.</param>
    /// <param name="starts">Index into <paramref name="bytes"/> of each field's first byte.</param>
    /// <param name="rowNumber">Number of the first field's row.</param>
    /// <param name="rows">Where fields are elements of arrays: how many rows after the first each one's row is; else empty, and field i is row i.</param>
    internal FieldBlock(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, long rowNumber, ReadOnlySpan<int> rows = default)
    {
        _bytes = bytes;
        _starts = starts;
        _rowNumber = rowNumber;
        _rows = rows;
    }

    public int Count => _starts.Length;

    /// <summary>The number of the row that field <paramref name="index"/> belongs to.</summary>
    public long RowNumber(int index) => _rowNumber + (_rows.IsEmpty ? index : _rows[index]);

    /// <summary>Bytes of field <paramref name="index"/>; -1 = null.</summary>
    public int Length(int index) => NetworkOrder.Int32(ref Unsafe.Add(ref Field(index), -4));

    /// <summary>The bytes of a field that is not null.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.Slice(_starts[index], Length(index));

    internal ReadOnlySpan<byte> Bytes => _bytes;

    internal ReadOnlySpan<int> Starts => _starts;

    internal ref byte BytesReference => ref MemoryMarshal.GetReference(_bytes);

    internal ref int StartsReference => ref MemoryMarshal.GetReference(_starts);

    private ref byte Field(int index) => ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), _starts[index]);
}
