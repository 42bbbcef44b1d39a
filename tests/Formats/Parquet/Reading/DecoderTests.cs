using System.Buffers.Binary;
using Platform.Columns.Batches;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Reading.Decoders;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet.Reading;

/// <summary>What only old or other writers make, from bytes of the specification.</summary>
public sealed class DecoderTests
{
    [Fact]
    public void Int96_IsNanosecondsOfAJulianDay()
    {
        var bytes = new byte[36];
        Put(bytes, 0, 0, 2_440_588);
        Put(bytes, 1, 86_399_999_999_000, 2_440_587);
        Put(bytes, 2, 3_600_000_000_000, 2_440_589);
        Assert.Equal([0, -1, 90_000_000_000], Decode(new Int96Decoder(), new FixedColumn<long>(new Field("t", new LakeType.Timestamp(false))), bytes, 3)!);
    }

    [Fact]
    public void Int96_OfNanoseconds_IsRefused()
    {
        var bytes = new byte[12];
        Put(bytes, 0, 1, 2_440_588);
        Assert.Null(Decode(new Int96Decoder(), new FixedColumn<long>(new Field("t", new LakeType.Timestamp(false))), bytes, 1));
    }

    [Fact]
    public void SmallDecimals_InFixedBytes_AreSigned()
    {
        var column = new FixedColumn<int>(new Field("d", new LakeType.Decimal(4, 2)));
        Assert.Equal([-1, 9999, -9999, 0], Decode(new NarrowDecimalDecoder<int>(3), column, [0xFF, 0xFF, 0xFF, 0x00, 0x27, 0x0F, 0xFF, 0xD8, 0xF1, 0, 0, 0], 4)!);
    }

    [Fact]
    public void SmallDecimal_OfMoreDigitsThanItsType_IsRefused() =>
        Assert.Null(Decode(new NarrowDecimalDecoder<int>(5), new FixedColumn<int>(new Field("d", new LakeType.Decimal(9, 2))), [0x01, 0, 0, 0, 0], 1));

    [Fact]
    public void DeltaBinaryPacked_OfTheSpecification_IsRead()
    {
        // Encodings.md, example 2: 7, 5, 3, 1, 2, 3, 4, 5 in a block of 128 with 4 miniblocks: differences less -2, in 2 bits.
        ReadOnlySpan<byte> source = [128, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0b11_00_00_00, 0b00_11_11_11, 0, 0, 0, 0, 0, 0, 99];
        var values = new int[8];
        Assert.True(DeltaBinaryPacked.TryRead<int>(ref source, values));
        Assert.Equal([7, 5, 3, 1, 2, 3, 4, 5], values);
        Assert.Equal([99], source.ToArray());
    }

    private static void Put(Span<byte> bytes, int index, long nanos, int day)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes[(index * 12)..], nanos);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[((index * 12) + 8)..], day);
    }

    private static T[]? Decode<T>(ValueDecoder decoder, FixedColumn<T> column, byte[] bytes, int count)
        where T : unmanaged
    {
        decoder.BeginPlain(bytes);
        if (!decoder.TryPlain(column, default, count, count)) return null;
        column.Validity.AppendPresent(count);
        return column.Values.ToArray();
    }
}
