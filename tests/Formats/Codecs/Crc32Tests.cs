using System.Text;
using Platform.Formats.Codecs;

namespace Platform.Formats.Tests.Codecs;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Crc_OfKnownText_IsTheKnownNumber(string text, uint expected) =>
        Assert.Equal(expected, Crc32.Compute(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Crc_OfAnyLength_IsTheSameByBothMethodsAndInPieces()
    {
        var random = new Random(7);
        for (var length = 0; length < 700; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var whole = Crc32.Compute(bytes);
            Assert.Equal(~Crc32.Slice(~0u, bytes), whole);
            var cut = random.Next(length + 1);
            Assert.Equal(whole, Crc32.Append(Crc32.Compute(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
        }
    }
}
