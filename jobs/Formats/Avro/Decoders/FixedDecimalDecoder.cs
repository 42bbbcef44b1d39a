using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Avro.Values;

namespace Platform.Formats.Avro.Decoders;

/// <summary>decimal as fixed: two's complement of so many bytes.</summary>
internal sealed class FixedDecimalDecoder(int size) : ValueDecoder
{
    public override void Read(ref AvroInput input, Column column)
    {
        var bytes = input.Take(size);
        switch (column)
        {
            case FixedColumn<int> ints:
                ints.Append((int)TwosComplement.Read(ref input, bytes, sizeof(int)));
                break;
            case FixedColumn<long> longs:
                longs.Append((long)TwosComplement.Read(ref input, bytes, sizeof(long)));
                break;
            default:
                ((FixedColumn<Int128>)column).Append(TwosComplement.Read(ref input, bytes, 16));
                break;
        }
    }
}
