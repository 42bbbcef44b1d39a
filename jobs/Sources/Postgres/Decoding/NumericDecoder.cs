using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Losses;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>numeric as the unscaled integer of a decimal(p,s), T the width of its storage. Exact, or handled as the column says.</summary>
internal sealed class NumericDecoder<T> : ColumnDecoder
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly LakeType.Decimal _type;
    private readonly NumericScaling[] _table;
    private readonly UInt128 _limit;

    // Said once a kind: a column may lose every value.
    private readonly string?[] _problems = new string?[LossKinds.Count];

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
        var values = column.Reserve(block.Count);
        for (var i = 0; i < block.Count; i++)
        {
            var run = DecodeShort(
                ref block.BytesReference, ref Unsafe.Add(ref block.StartsReference, i), ref Unsafe.Add(ref MemoryMarshal.GetReference(values), i),
                block.Count - i, _type.Scale, ref MemoryMarshal.GetArrayDataReference(_table));
            column.Validity.AppendPresent(run);
            i += run;
            if (i == block.Count) return;
            if (block.Length(i) == -1)
            {
                values[i] = T.Zero;
                column.Validity.AppendNulls(1);
            }
            else
            {
                var value = ReadAny(block, i);
                values[i] = value ?? T.Zero;
                column.Validity.Append(value is not null);
            }
        }
    }

    /// <summary>As many values in a row as are short. A method of its own, so that the loop's variables all have registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int DecodeShort(ref byte bytes, ref int starts, ref T values, int count, int scale, ref NumericScaling table)
    {
        for (var i = 0; i < count; i++)
        {
            ref var at = ref Unsafe.Add(ref bytes, Unsafe.Add(ref starts, i));
            var length = Wire.NetworkOrder.Int32(ref Unsafe.Add(ref at, -4));
            if (!NumericDigits.TryReadShort(ref at, length, scale, ref table, out var value)) return i;
            Unsafe.Add(ref values, i) = T.CreateTruncating(value);
        }

        return count;
    }

    private T? ReadAny(in FieldBlock block, int index)
    {
        var field = block[index];
        var outcome = NumericDigits.TryRead(field, _type.Scale, _limit, out var value);
        return outcome switch
        {
            NumericOutcome.Exact => T.CreateTruncating(value),
            NumericOutcome.TooManyFractionDigits => Handle(block, index, LossOf(LossKind.FractionDigits, LossHints.Digits, field)),
            NumericOutcome.TooLarge => Handle(block, index, LossOf(LossKind.OutOfRange, LossHints.Digits, field)),
            NumericOutcome.NaN => Handle(block, index, LossOf(LossKind.NaN, LossHints.Value, field)),
            NumericOutcome.Infinity => Handle(block, index, LossOf(LossKind.Infinity, LossHints.Value, field)),
            _ => throw Malformed(block, index, $"{block.Length(index)} bytes that are no digits"),
        };
    }

    private Loss<T> LossOf(LossKind kind, string hint, ReadOnlySpan<byte> field) =>
        new(kind, _problems[(int)kind] ??= Problem(kind), hint, NumericNearest.Find(field, _type.Scale, _limit) is { } nearest ? T.CreateTruncating(nearest) : null);

    private string Problem(LossKind kind) => kind switch
    {
        LossKind.FractionDigits => $"The value has more fraction digits than {_type} holds.",
        LossKind.OutOfRange => $"The value is too large for {_type}.",
        LossKind.NaN => $"The value is NaN, which {_type} cannot hold.",
        _ => $"The value is infinite, which {_type} cannot hold.",
    };
}
