using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// Bytes as they are, after a prefix of fixed length: text, bytea, jsonb. One pass turns lengths into offsets, a second copies; short values
/// are copied as whole vectors whose excess the next value overwrites.
/// </summary>
internal abstract class BytesDecoder(ColumnRead read, CopySubject subject) : ColumnDecoder(read, subject)
{
    private bool _expectNulls;

    /// <summary>Bytes before the value that are checked and not kept.</summary>
    protected virtual int Prefix => 0;

    public sealed override void Decode(in FieldBlock block, Column target)
    {
        var column = (BytesColumn)target;
        var offsets = column.ReserveOffsets(block.Count);
        if (_expectNulls || !MeasurePresent(block, offsets)) _expectNulls = MeasureNullable(block, offsets, column.Validity);
        else column.Validity.AppendPresent(block.Count);
        Check(block);
        var data = column.ReserveData(offsets[^1], ReceiveBuffer.Slack);
        Copy(block, offsets, data);
    }

    /// <summary>Checks prefixes or contents; nulls are skipped.</summary>
    protected virtual void Check(in FieldBlock block)
    {
    }

    private bool MeasurePresent(in FieldBlock block, Span<int> offsets)
    {
        ref var bytes = ref block.BytesReference;
        ref var starts = ref block.StartsReference;
        ref var ends = ref MemoryMarshal.GetReference(offsets);
        long end = ends;
        var shortest = int.MaxValue;
        var prefix = Prefix;
        for (var i = 0; i < block.Count; i++)
        {
            var length = NetworkOrder.Int32(ref Unsafe.Add(ref bytes, Unsafe.Add(ref starts, i) - 4)) - prefix;
            shortest = Math.Min(shortest, length);
            end += length;
            Unsafe.Add(ref ends, i + 1) = (int)end;
        }

        // Truncated ends are never used: lengths are not negative then, so the last one is the largest and is checked.
        return shortest >= 0 && end <= Array.MaxLength - ReceiveBuffer.Slack;
    }

    private bool MeasureNullable(in FieldBlock block, Span<int> offsets, Validity validity)
    {
        var anyNull = false;
        long end = offsets[0];
        for (var word = 0; word < block.Count; word += 64)
        {
            var count = Math.Min(64, block.Count - word);
            ulong present = 0;
            for (var i = 0; i < count; i++)
            {
                var length = block.Length(word + i);
                if (length >= Prefix)
                {
                    present |= 1UL << i;
                    end += length - Prefix;
                }
                else if (length != -1)
                {
                    throw Malformed(block, word + i, $"{length} bytes");
                }

                if (end > Array.MaxLength - ReceiveBuffer.Slack) throw DecodeFailures.BatchTooLarge(Subject, Read, block.RowNumber(word + i));
                offsets[word + i + 1] = (int)end;
            }

            anyNull |= present != (count == 64 ? ulong.MaxValue : (1UL << count) - 1);
            validity.AppendBits(new ReadOnlySpan<ulong>(in present), count);
        }

        return anyNull;
    }

    private void Copy(in FieldBlock block, ReadOnlySpan<int> offsets, Span<byte> data)
    {
        ref var bytes = ref Unsafe.Add(ref block.BytesReference, Prefix);
        ref var starts = ref block.StartsReference;
        ref var to = ref MemoryMarshal.GetReference(data);
        var offset = offsets[0];
        for (var i = 0; i < block.Count; i++)
        {
            var end = offsets[i + 1];
            var length = end - offset;
            ref var source = ref Unsafe.Add(ref bytes, Unsafe.Add(ref starts, i));
            ref var target = ref Unsafe.Add(ref to, offset);
            if (length <= 2 * Vector256<byte>.Count)
            {
                // Both ends may be overrun by less than the slack: the source's by what else was received, the target's by nothing kept yet.
                Vector256.LoadUnsafe(ref source).StoreUnsafe(ref target);
                if (length > Vector256<byte>.Count) Vector256.LoadUnsafe(ref source, 32).StoreUnsafe(ref target, 32);
            }
            else
            {
                MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref target, length));
            }

            offset = end;
        }
    }
}
