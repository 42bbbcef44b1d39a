using Platform.Formats.Codecs;
using Platform.Registry.Entries;

namespace Platform.Formats.Tests.Codecs;

public sealed class CodecTests
{
    public static TheoryData<Compression, int> Cases()
    {
        var data = new TheoryData<Compression, int>();
        foreach (var method in Enum.GetValues<Compression>())
        {
            foreach (var length in new[] { 0, 1, 15, 16, 17, 64, 1000, 65_535, 65_536, 65_537, 300_000 }) data.Add(method, length);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Block_CompressedAndDecompressed_IsTheSame(Compression method, int length)
    {
        using var codec = Codec.Create(method);
        foreach (var source in Sources(length))
        {
            var compressed = new byte[codec.MaxCompressedLength(length)];
            var used = codec.Compress(source, compressed);
            var back = new byte[length];
            Assert.True(codec.TryDecompress(compressed.AsSpan(0, used), back));
            Assert.Equal(source, back);
        }
    }

    [Theory]
    [InlineData(Compression.None)]
    [InlineData(Compression.Snappy)]
    [InlineData(Compression.Gzip)]
    [InlineData(Compression.Zstd)]
    public void Block_OfAnotherLengthThanDeclared_IsRefused(Compression method)
    {
        using var codec = Codec.Create(method);
        var source = new byte[1000];
        var compressed = new byte[codec.MaxCompressedLength(source.Length)];
        var used = codec.Compress(source, compressed);
        Assert.False(codec.TryDecompress(compressed.AsSpan(0, used), new byte[999]));
        Assert.False(codec.TryDecompress(compressed.AsSpan(0, used), new byte[1001]));
        Assert.False(codec.TryDecompress(compressed.AsSpan(0, used / 2), new byte[1000]));
    }

    private static IEnumerable<byte[]> Sources(int length)
    {
        var random = new Random(length);
        var noise = new byte[length];
        random.NextBytes(noise);
        yield return noise;
        yield return new byte[length];
        var text = new byte[length];
        for (var i = 0; i < length; i++) text[i] = (byte)"the quick brown fox "[(i + i / 97) % 20];
        yield return text;
        var mixed = new byte[length];
        for (var i = 0; i < length; i++) mixed[i] = i > 100 && random.Next(10) > 0 ? mixed[i - random.Next(1, 100)] : (byte)random.Next(4);
        yield return mixed;
    }
}
