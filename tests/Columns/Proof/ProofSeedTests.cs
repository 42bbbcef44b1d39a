using Platform.Columns.Proof;
using Platform.Registry.Failures;

namespace Platform.Columns.Tests.Proof;

public sealed class ProofSeedTests
{
    [Fact]
    public void Parse_OfSecretText_GivesTheSameSeed()
    {
        var seed = ProofSeed.Create();
        Assert.Equal(seed.Value, ProofSeed.Parse(seed.ToSecretText(), "a file").Value);
        Assert.Equal(-2, ProofSeed.Parse("fffffffffffffffe", "a file").Value);
    }

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
    public void Parse_OfOtherText_IsRefusedWithoutRepeatingIt(string text)
    {
        var error = Assert.Throws<PlatformException>(() => ProofSeed.Parse(text, "PLATFORM_PROOF_SEED"));
        Assert.Equal(ExitCode.Configuration, error.ExitCode);
        Assert.Equal("proof-seed", error.Kind);
        Assert.Equal($"the proof seed in PLATFORM_PROOF_SEED is not 16 hexadecimal digits: it has {text.Length} characters.", error.Message);
        Assert.Equal("make one with: openssl rand -hex 8", error.Hint);
    }
}
