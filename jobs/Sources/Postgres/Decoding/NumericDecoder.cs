using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>numeric as the unscaled integer of a decimal(p,s), T the width of its storage. Exact, or refused.</summary>
internal sealed class NumericDecoder<T> : ColumnDecoder
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly LakeType.Decimal _type;
    private readonly NumericScaling[] _table;
    private readonly UInt128 _limit;

    public NumericDecoder(ColumnRead read, CopySubject subject, LakeType.Decimal type)
        : base(read, subject)
    {
        _type = type;
        _limit = PowersOfTen.Large(type.Precision) - 1;
        _table = NumericScaling.Table((ulong)UInt128.Min(_limit, PowersOfTen.Large(18) - 1));
    }

    public override void Decode(in FieldBlock block, Column target)
    {
        var column = (FixedColumn<T>)target;
        var scale = _type.Scale;
        ref var values = ref MemoryMarshal.GetReference(column.Reserve(block.Count));
        ref var bytes = ref block.BytesReference;
        ref var starts = ref block.StartsReference;
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        for (var word = 0; word < block.Count; word += 64)
        {
            var count = Math.Min(64, block.Count - word);
            ulong nulls = 0;
            for (var i = 0; i < count; i++)
            {
                ref var at = ref Unsafe.Add(ref bytes, Unsafe.Add(ref starts, word + i));
                var length = Wire.NetworkOrder.Int32(ref Unsafe.Add(ref at, -4));
                if (NumericDigits.TryReadShort(ref at, length, scale, ref table, out var value))
                {
                    Unsafe.Add(ref values, word + i) = T.CreateTruncating(value);
                }
                else if (length == -1)
                {
                    Unsafe.Add(ref values, word + i) = T.Zero;
                    nulls |= 1UL << i;
                }
                else
                {
                    Unsafe.Add(ref values, word + i) = ReadAny(block, word + i);
                }
            }

            if (nulls == 0) column.Validity.AppendPresent(count);
            else AppendBits(column, ~nulls, count);
        }
    }

    private static void AppendBits(FixedColumn<T> column, ulong present, int count) =>
        column.Validity.AppendBits(new ReadOnlySpan<ulong>(in present), count);

    private T ReadAny(in FieldBlock block, int index)
    {
        var outcome = NumericDigits.TryRead(block[index], _type.Scale, _limit, out var value);
        return outcome switch
        {
            NumericOutcome.Exact => T.CreateTruncating(value),
            NumericOutcome.TooManyFractionDigits => throw Refused(block, index, $"The value has more fraction digits than {_type} holds.",
                "declare more digits with as: \"decimal(p,s)\" in the column's entry, or as: text for the exact text"),
            NumericOutcome.TooLarge => throw Refused(block, index, $"The value is too large for {_type}.",
                "declare more digits with as: \"decimal(p,s)\" in the column's entry, or as: text for the exact text"),
            NumericOutcome.NaN => throw Refused(block, index, $"The value is NaN, which {_type} cannot hold.", LossHints.Text),
            NumericOutcome.Infinity => throw Refused(block, index, $"The value is infinite, which {_type} cannot hold.", LossHints.Text),
            _ => throw Malformed(block, index, $"{block.Length(index)} bytes that are no digits"),
        };
    }
}
