using Platform.Lake.Objects;

namespace Platform.Lake.Tests.Objects;

public sealed class Crc64NvmeTests
{
    /// <summary>NVM Express NVM Command Set specification, test vectors, and the check value of the CRC catalogue.</summary>
    [Fact]
    public void Value_OfPublishedVectors_IsAsPublished()
    {
        Assert.Equal(0xae8b14860a799888UL, Of("123456789"u8));
        Assert.Equal(0x6482d367eb22b64eUL, Of(new byte[4096]));
        var ones = new byte[4096];
        ones.AsSpan().Fill(0xff);
        Assert.Equal(0xc0ddba7302eca3acUL, Of(ones));
        Assert.Equal("ae8b14860a799888", Checksummed("123456789"u8).Value);
        Assert.Equal("crc64nvme", Checksummed("123456789"u8).Algorithm);
    }

    [Fact]
    public void Value_OfEveryLengthAndSplit_EqualsTheBitwiseOne()
    {
        const int seed = 20260301;
        var random = new Random(seed);
        for (var length = 0; length < 1_200; length += 1 + (length / 40))
        {
            var content = new byte[length];
            random.NextBytes(content);
            var expected = Bitwise(content);
            var split = random.Next(length + 1);
            var crc = new Crc64Nvme();
            crc.Append(content.AsSpan(0, split));
            crc.Append(content.AsSpan(split));

            Assert.True(expected == crc.Value, $"seed {seed}, length {length}, split {split}");
            Assert.True(expected == Of(content), $"seed {seed}, length {length}");
        }
    }

    private static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc64Nvme();
        crc.Append(bytes);
        return crc.Value;
    }

    private static Checksum Checksummed(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc64Nvme();
        crc.Append(bytes);
        return crc.ToChecksum();
    }

    private static ulong Bitwise(ReadOnlySpan<byte> bytes)
    {
        var crc = ulong.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x9a6c9329ac4bc9b5UL : crc >> 1;
        }
        return ~crc;
    }
}
