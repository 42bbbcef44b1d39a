using Platform.Formats.Memory;
using Platform.Formats.Parquet.Encodings;

namespace Platform.Formats.Tests.Parquet.Encodings;

public sealed class HybridTests
{
    public static TheoryData<int> Widths => [.. Enumerable.Range(0, 33)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Values_OfAnyWidth_ComeBack(int width)
    {
        var random = new Random(width);
        for (var round = 0; round < 60; round++)
        {
            var values = Values(random, width, random.Next(1, 300));
            var buffer = new GrowingBuffer();
            HybridWriter.Write(buffer, values, width);
            var back = new int[values.Length];
            Assert.True(HybridReader.TryRead(buffer.Written, width, back));
            Assert.Equal(values, back);
            Assert.False(HybridReader.TryRead(buffer.Written, width, new int[values.Length + 9]), "more values than were written");
        }
    }

    [Fact]
    public void Bits_FromAnyPlace_ComeBack()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var words = new ulong[8];
            foreach (ref var word in words.AsSpan()) word = random.Next(3) switch { 0 => 0, 1 => ulong.MaxValue, _ => (ulong)random.NextInt64() };
            var from = random.Next(300);
            var to = from + random.Next(1, 200);
            var ones = BitRange.Ones(words, from, to);
            var buffer = new GrowingBuffer();
            HybridWriter.Bits(buffer, words, from, to, ones);
            ulong[] back = [];
            Assert.True(HybridReader.TryReadBits(buffer.Written, to - from, ref back, out var found));
            Assert.Equal(ones, found);
            for (var i = from; i < to && ones < to - from; i++) Assert.Equal(words[i >> 6] >> i & 1, back[i - from >> 6] >> i - from & 1);
        }
    }

    [Fact]
    public void Run_OfEightEqualValues_IsWrittenAsOneValue()
    {
        var buffer = new GrowingBuffer();
        HybridWriter.Write(buffer, Enumerable.Repeat(5, 1000).ToArray(), 3);
        // Header 1000 << 1 as a varint, then the value in a byte.
        Assert.Equal([0xD0, 0x0F, 5], buffer.Written.ToArray());
    }

    [Fact]
    public void Packing_OfTheSpecificationsExample_IsItsBytes()
    {
        // apache/parquet-format, Encodings.md: 0..7 in three bits each.
        var packed = new byte[3 + BitPacking.Slack];
        BitPacking.Pack([0, 1, 2, 3, 4, 5, 6, 7], 3, packed);
        Assert.Equal([0b10001000, 0b11000110, 0b11111010], packed[..3]);
    }

    private static int[] Values(Random random, int width, int count)
    {
        var values = new int[count];
        var mask = width == 32 ? -1 : (1 << width) - 1;
        for (var i = 0; i < count;)
        {
            // Runs and noise in turn.
            var run = random.Next(2) == 0 ? 1 : random.Next(1, 40);
            var value = random.Next(int.MinValue, int.MaxValue) & mask;
            for (var end = Math.Min(count, i + run); i < end; i++) values[i] = value;
        }

        return values;
    }
}
