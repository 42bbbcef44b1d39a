using Platform.Columns.Proof;

namespace Platform.Columns.Tests.Proof;

public sealed class ProofSeedTests
{
    [Theory]
    [InlineData("0000000000000001", 1)]
    [InlineData("fffffffffffffffe", -2)]
    [InlineData("FEDCBA9876543210", unchecked((long)0xfedcba9876543210))]
    public void Read_OfSixteenHexadecimalDigits_GivesTheirBits(string text, long bits) => Assert.Equal((true, bits), ProofSeed.Read(text));

    [Fact]
    public void ToString_OfASeed_TellsNothing()
    {
        var seed = new ProofSeed(1234567890123456789);
        Assert.Equal("proof seed (secret)", seed.ToString());
        Assert.Equal("proof seed (secret)", $"{seed}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("123456789012345")]
    [InlineData("12345678901234567")]
    [InlineData("123456789012345g")]
    [InlineData("0x12345678901234")]
    [InlineData(" 23456789012345 ")]
    public void Read_OfOtherText_IsRefused(string text) => Assert.False(ProofSeed.Read(text).Ok);
}
