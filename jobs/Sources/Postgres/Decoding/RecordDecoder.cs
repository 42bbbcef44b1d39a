using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// Rows of composite types (record_send): int32 count of columns, then for each its int32 type oid, int32 length (-1 = null) and bytes. Each column of
/// many rows is decoded as one block by a decoder of its own; of a null row every column is null.
/// </summary>
internal sealed class RecordDecoder(ColumnRead read, CopySubject subject, ColumnDecoder[] parts) : ColumnDecoder(read, subject)
{
    private readonly int[][] _starts = [.. parts.Select(_ => Array.Empty<int>())];
    private int[] _rows = [];

    internal override void AddLosses(Span<long> totals)
    {
        base.AddLosses(totals);
        foreach (var part in parts) part.AddLosses(totals);
    }

    public override void Decode(in FieldBlock block, Column target)
    {
        var column = (StructColumn)target;
        if (_rows.Length < block.Count) Grow(block.Count);
        for (var i = 0; i < block.Count; i++)
        {
            _rows[i] = (int)(block.RowNumber(i) - block.RowNumber(0));
            var present = block.Length(i) != -1;
            if (present) Split(block, i);
            else foreach (var starts in _starts) starts[i] = block.Starts[i];
            column.Validity.Append(present);
        }

        for (var p = 0; p < parts.Length; p++)
        {
            parts[p].Decode(new FieldBlock(block.Bytes, _starts[p].AsSpan(0, block.Count), block.RowNumber(0), _rows.AsSpan(0, block.Count)), column.Members[p]);
        }
    }

    private void Split(in FieldBlock block, int index)
    {
        var field = block[index];
        if (field.Length < 4 || Int32(field, 0) != parts.Length) throw Malformed(block, index, $"a row of other than {parts.Length} columns");
        var at = 4;
        for (var p = 0; p < parts.Length; p++)
        {
            if (field.Length - at < 8) throw Malformed(block, index, "fewer columns than the row's count");
            var length = Int32(field, at + 4);
            at += 8;
            if (length < -1 || length > field.Length - at) throw Malformed(block, index, "a column longer than its row");
            _starts[p][index] = block.Starts[index] + at;
            at += Math.Max(0, length);
        }

        if (at != field.Length) throw Malformed(block, index, "more bytes than the row's columns");
    }

    private void Grow(int count)
    {
        _rows = new int[count];
        for (var p = 0; p < parts.Length; p++) _starts[p] = new int[count];
    }

    private static int Int32(ReadOnlySpan<byte> field, int at) => NetworkOrder.Int32(ref MemoryMarshal.GetReference(field[at..]));
}
