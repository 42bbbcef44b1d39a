using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// One-dimensional arrays (array_send): int32 dimensions, int32 flags, int32 element oid, per dimension int32 length and int32 lower bound, then
/// elements as length and bytes. Elements of many rows are gathered and decoded as one block by the element's own decoder.
/// </summary>
internal sealed class ArrayDecoder(ColumnRead read, CopySubject subject, ColumnDecoder element) : ColumnDecoder(read, subject)
{
    /// <summary>Elements gathered at once: enough to forget the call, few enough to stay in the L1 cache.</summary>
    private const int Gathered = 2048;

    /// <summary>MAXDIM of PostgreSQL's array.h.</summary>
    private const int MaxDimensions = 6;

    private readonly int[] _starts = new int[Gathered];
    private readonly int[] _rows = new int[Gathered];

    // Said once a count of dimensions: a column may lose every value.
    private readonly string?[] _tooManyDimensions = new string?[MaxDimensions + 1];
    private int _gathered;

    public override void Decode(in FieldBlock block, Column target)
    {
        var column = (ListColumn)target;
        var offsets = column.ReserveOffsets(block.Count);
        var end = offsets[0];
        _gathered = 0;
        for (var word = 0; word < block.Count; word += 64)
        {
            var count = Math.Min(64, block.Count - word);
            ulong present = 0;
            for (var i = 0; i < count; i++)
            {
                if (block.Length(word + i) != -1 && Gather(block, word + i, column.Elements) is var elements and >= 0)
                {
                    end += elements;
                    present |= 1UL << i;
                }

                offsets[word + i + 1] = end;
            }

            column.Validity.AppendBits(new ReadOnlySpan<ulong>(in present), count);
        }

        Flush(block, column.Elements);
    }

    internal override void AddLosses(Span<long> totals)
    {
        base.AddLosses(totals);
        element.AddLosses(totals);
    }

    /// <returns>Elements of the array of field <paramref name="index"/>; -1 where it is lost and becomes a null.</returns>
    private int Gather(in FieldBlock block, int index, Column elements)
    {
        var field = block[index];
        if (field.Length < 12) throw Malformed(block, index, $"an array of {field.Length} bytes");
        var dimensions = Int32(field, 0);
        if (dimensions == 0) return field.Length == 12 ? 0 : throw Malformed(block, index, "elements in an array without dimensions");
        if (dimensions is < 0 or > MaxDimensions || field.Length < 12 + (8 * dimensions)) throw Malformed(block, index, $"an array of {dimensions} dimensions");
        if (dimensions > 1)
        {
            var problem = _tooManyDimensions[dimensions] ??= $"The array has {dimensions} dimensions, a list in the lake has one.";
            Losses.Handle(LossKind.Dimensions, false, problem, LossHints.Array, block.RowNumber(index));
            return -1;
        }

        if (Int32(field, 16) != 1
            && !Losses.Handle(LossKind.FirstSubscript, true, "The array's first subscript is not 1, which a list in the lake cannot say.", LossHints.Array, block.RowNumber(index)))
        {
            return -1;
        }

        var count = Int32(field, 12);
        var at = 20;
        for (var i = 0; i < count; i++)
        {
            if (field.Length - at < 4) throw Malformed(block, index, "fewer elements than the array's length");
            var length = Int32(field, at);
            at += 4;
            if (length < -1 || length > field.Length - at) throw Malformed(block, index, "an element longer than its array");
            if (_gathered == Gathered) Flush(block, elements);
            _starts[_gathered] = block.Starts[index] + at;
            _rows[_gathered++] = (int)(block.RowNumber(index) - block.RowNumber(0));
            at += Math.Max(0, length);
        }

        return at == field.Length && count >= 0 ? count : throw Malformed(block, index, "more bytes than the array's elements");
    }

    private void Flush(in FieldBlock block, Column elements)
    {
        if (_gathered == 0) return;
        element.Decode(new FieldBlock(block.Bytes, _starts.AsSpan(0, _gathered), block.RowNumber(0), _rows.AsSpan(0, _gathered)), elements);
        _gathered = 0;
    }

    private static int Int32(ReadOnlySpan<byte> field, int at) => NetworkOrder.Int32(ref MemoryMarshal.GetReference(field[at..]));
}
