using System.Buffers.Binary;
using System.Numerics;
using Platform.Columns.Batches;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Losses;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>money: a 64-bit count of the smallest unit of lc_monetary, which is the unscaled decimal where the entry's scale is the server's.</summary>
internal sealed class MoneyDecoder<T>(ColumnRead read, CopySubject subject, LakeType.Decimal type) : ColumnDecoder(read, subject)
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly UInt128 _limit = PowersOfTen.Large(type.Precision) - 1;

    // Said once: a column may lose every value.
    private string? _tooLarge;

    public override void Decode(in FieldBlock block, Column target)
    {
        var column = (FixedColumn<T>)target;
        for (var i = 0; i < block.Count; i++)
        {
            var length = block.Length(i);
            if (length == -1)
            {
                column.AppendNull();
                continue;
            }

            if (length != 8) throw Malformed(block, i, $"{length} bytes instead of 8");
            var value = BinaryPrimitives.ReadInt64BigEndian(block[i]);
            if ((UInt128)Int128.Abs(value) > _limit)
            {
                var loss = new Loss<T>(LossKind.OutOfRange, _tooLarge ??= $"The value is too large for {type}.", "declare precision 19, which holds every amount of money", Nearest(value));
                if (Handle(block, i, loss) is { } nearest) column.Append(nearest);
                else column.AppendNull();
                continue;
            }

            column.Append(T.CreateTruncating(value));
        }
    }

    private T Nearest(long value) => T.CreateTruncating(value < 0 ? -(Int128)_limit : (Int128)_limit);
}
