using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Losses;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>A wire format of one length: a struct, so that the decoder's loop is compiled for it without a call a value.</summary>
internal interface IFixedFormat<T>
    where T : unmanaged
{
    /// <summary>Bytes of a present value.</summary>
    static abstract int Length { get; }

    /// <summary>The value at <paramref name="at"/>; any bytes give some value.</summary>
    static abstract T Read(ref byte at);

    /// <summary>False for bytes that are no value, or one the column cannot hold.</summary>
    static abstract bool IsLegal(T value);

    /// <summary>Why the value at <paramref name="at"/> is not legal; null where the bytes themselves are malformed.</summary>
    static abstract Loss<T>? Explain(ref byte at);
}

/// <summary>Values of one length straight into a <see cref="FixedColumn{T}"/>.</summary>
internal sealed class FixedDecoder<TFormat, T>(ColumnRead read, CopySubject subject) : ColumnDecoder(read, subject)
    where TFormat : struct, IFixedFormat<T>
    where T : unmanaged
{
    // Nulls tend to come in many blocks or in none: the last block says which loop to try first.
    private bool _expectNulls;

    private static int RawLength => BinaryPrimitives.ReverseEndianness(TFormat.Length);

    public override void Decode(in FieldBlock block, Column target)
    {
        var column = (FixedColumn<T>)target;
        if (_expectNulls || !DecodePresent(block, column)) _expectNulls = DecodeNullable(block, column);
    }

    private static bool DecodePresent(in FieldBlock block, FixedColumn<T> column)
    {
        var count = block.Count;
        ref var values = ref MemoryMarshal.GetReference(column.Reserve(count));
        ref var bytes = ref block.BytesReference;
        ref var starts = ref block.StartsReference;
        var mismatch = 0;
        var legal = true;
        for (var i = 0; i < count; i++)
        {
            ref var at = ref Unsafe.Add(ref bytes, Unsafe.Add(ref starts, i));
            mismatch |= Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref at, -4)) ^ RawLength;
            var value = TFormat.Read(ref at);
            legal &= TFormat.IsLegal(value);
            Unsafe.Add(ref values, i) = value;
        }

        if (mismatch != 0 || !legal) return false;
        column.Validity.AppendPresent(count);
        return true;
    }

    private bool DecodeNullable(in FieldBlock block, FixedColumn<T> column)
    {
        var count = block.Count;
        ref var values = ref MemoryMarshal.GetReference(column.Reserve(count));
        ref var bytes = ref block.BytesReference;
        ref var starts = ref block.StartsReference;
        var anyNull = false;
        for (var word = 0; word < count; word += 64)
        {
            var end = Math.Min(64, count - word);
            ulong present = 0;
            var wrong = false;
            for (var i = 0; i < end; i++)
            {
                ref var at = ref Unsafe.Add(ref bytes, Unsafe.Add(ref starts, word + i));
                var length = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref at, -4));
                var value = TFormat.Read(ref at);
                var isPresent = length == RawLength;
                wrong |= isPresent ? !TFormat.IsLegal(value) : length != -1;
                present |= (isPresent ? 1UL : 0UL) << i;
                Unsafe.Add(ref values, word + i) = isPresent ? value : default;
            }

            if (wrong) present = HandleWrong(block, word, values: MemoryMarshal.CreateSpan(ref Unsafe.Add(ref values, word), end), present);
            anyNull |= present != (end == 64 ? ulong.MaxValue : (1UL << end) - 1);
            column.Validity.AppendBits(new ReadOnlySpan<ulong>(in present), end);
        }

        return anyNull;
    }

    /// <summary>Applies the column's policy to what is no value it can hold, in the up to 64 fields from <paramref name="from"/>.</summary>
    /// <returns>Which are present.</returns>
    private ulong HandleWrong(in FieldBlock block, int from, Span<T> values, ulong present)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var length = block.Length(from + i);
            if (length == -1) continue;
            if (length != TFormat.Length) throw Malformed(block, from + i, $"{length} bytes instead of {TFormat.Length}");
            if (TFormat.IsLegal(values[i])) continue;
            if (TFormat.Explain(ref MemoryMarshal.GetReference(block[from + i])) is not { } loss) throw Malformed(block, from + i, "not one of the format's values");
            var nearest = Handle(block, from + i, loss);
            values[i] = nearest ?? default;
            if (nearest is null) present &= ~(1UL << i);
        }

        return present;
    }
}
