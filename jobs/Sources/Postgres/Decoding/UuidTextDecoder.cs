using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>uuid held as its text form of 36 characters.</summary>
internal sealed class UuidTextDecoder(ColumnRead read, CopySubject subject) : ColumnDecoder(read, subject)
{
    private const int WireLength = 16;

    public override void Decode(in FieldBlock block, Column target)
    {
        var column = (BytesColumn)target;
        var offsets = column.ReserveOffsets(block.Count);
        if ((long)offsets[0] + ((long)block.Count * UuidHex.Length) > Array.MaxLength - 64)
        {
            throw DecodeFailures.BatchTooLarge(Subject, Read, block.RowNumber(0));
        }

        ref var to = ref MemoryMarshal.GetReference(column.ReserveData(offsets[0] + (block.Count * UuidHex.Length), 0));
        ref var bytes = ref block.BytesReference;
        var end = offsets[0];
        for (var word = 0; word < block.Count; word += 64)
        {
            var count = Math.Min(64, block.Count - word);
            ulong present = 0;
            for (var i = 0; i < count; i++)
            {
                var length = block.Length(word + i);
                if (length == WireLength)
                {
                    UuidHex.Write(ref Unsafe.Add(ref bytes, block.Starts[word + i]), ref Unsafe.Add(ref to, end));
                    end += UuidHex.Length;
                    present |= 1UL << i;
                }
                else if (length != -1)
                {
                    throw Malformed(block, word + i, $"{length} bytes instead of {WireLength}");
                }

                offsets[word + i + 1] = end;
            }

            column.Validity.AppendBits(new ReadOnlySpan<ulong>(in present), count);
        }
    }
}
