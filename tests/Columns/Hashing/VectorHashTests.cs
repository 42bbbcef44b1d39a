using System.Numerics;
using Platform.Columns.Hashing;

namespace Platform.Columns.Tests.Hashing;

/// <summary>Kernels over spans against the plain form: every length around the vector widths, from every alignment, in each shape of data.</summary>
public sealed class VectorHashTests
{
    /// <summary>Short ones take the plain loop, the others cross every tail of the vector loop.</summary>
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 20), .. Enumerable.Range(Lookup3Vector.LeastValues - 3, 70)];

    private static readonly ulong[] Seeds = [0, 1, 1UL << 32, 0xfedcba9876543210, ulong.MaxValue];

    [Fact]
    public void Hash4_EveryLengthAndAlignment_EqualsScalar()
    {
        Assert.True(Vector.IsHardwareAccelerated);
        var random = new Random(4);
        foreach (var length in Lengths)
        {
            for (var shift = 0; shift < 8; shift++)
            {
                var seed = Seeds[(length + shift) % Seeds.Length];
                var values = Enumerable.Range(0, shift + length).Select(_ => (uint)random.NextInt64(0, 1L << 32)).ToArray();
                var hashes = new ulong[shift + length + 1];
                Hash4.Hash(values.AsSpan(shift), seed, hashes.AsSpan(shift));
                for (var i = 0; i < length; i++) Assert.Equal(Lookup3.Int32(values[shift + i], seed), hashes[shift + i]);
                Assert.Equal(0UL, hashes[shift + length]);
            }
        }
    }

    public static TheoryData<string> Shapes => ["random", "small", "signs", "times", "mixed"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Hash8_EveryLengthAndAlignment_EqualsScalar(string shape)
    {
        var random = new Random(8);
        foreach (var length in Lengths)
        {
            for (var shift = 0; shift < 4; shift++)
            {
                var seed = Seeds[(length + shift) % Seeds.Length];
                var values = Enumerable.Range(0, shift + length).Select(i => Value(shape, i, random)).ToArray();
                var hashes = new ulong[shift + length + 1];
                Hash8.Hash(values.AsSpan(shift), seed, hashes.AsSpan(shift));
                for (var i = 0; i < length; i++) Assert.Equal(Lookup3.Int64(values[shift + i], seed), hashes[shift + i]);
                Assert.Equal(0UL, hashes[shift + length]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Hash8_WithASeedPerValue_EqualsScalar(string shape)
    {
        var random = new Random(9);
        foreach (var length in Lengths)
        {
            var values = Enumerable.Range(0, length).Select(i => Value(shape, i, random)).ToArray();
            var seeds = Enumerable.Range(0, length).Select(_ => random.Next(5) == 0 ? Seeds[random.Next(Seeds.Length)] : (ulong)random.NextInt64()).ToArray();
            var hashes = seeds.ToArray();
            Hash8.Hash(values, hashes, hashes);
            for (var i = 0; i < length; i++) Assert.Equal(Lookup3.Int64(values[i], seeds[i]), hashes[i]);
        }
    }

    [Fact]
    public void Hash8_WhereTheHighHalfsHashIsZero_LeavesTheLowHalfUnseeded()
    {
        // Found by running lookup3 backwards from a result of zero; select hashint4extended(0, 77549479981019405) is 0.
        const ulong seed = 77549479981019405;
        Assert.Equal(0UL, Lookup3.Int32(0, seed));
        var values = Enumerable.Range(0, 300).Select(i => (ulong)(i % 2) << 32 | (uint)i).ToArray();
        var seeds = Enumerable.Repeat(seed, 300).ToArray();
        var expected = values.Select(v => Lookup3.Int64(v, seed)).ToArray();
        var hashes = new ulong[300];
        Hash8.Hash(values, seed, hashes);
        Assert.Equal(expected, hashes);
        Hash8.Hash(values, seeds, seeds);
        Assert.Equal(expected, seeds);
    }

    [Fact]
    public void TextHash_EveryLength_EqualsScalar()
    {
        foreach (var seed in Seeds)
        {
            var random = new Random(12);
            var lengths = Enumerable.Range(0, 260).OrderBy(_ => random.Next()).ToArray();
            var offsets = new int[lengths.Length + 1];
            for (var i = 0; i < lengths.Length; i++) offsets[i + 1] = offsets[i] + lengths[i];
            var data = new byte[offsets[^1] + 12];
            random.NextBytes(data);
            var hashes = new ulong[lengths.Length];
            new TextHash(seed).Hash(data, offsets, hashes);
            for (var i = 0; i < lengths.Length; i++) Assert.Equal(Lookup3.Bytes(data.AsSpan(offsets[i], lengths[i]), seed), hashes[i]);
        }
    }

    [Fact]
    public void TextHash_WithoutPadding_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextHash(1).Hash(new byte[11], [0, 0], new ulong[1]));

    [Fact]
    public void HexHash_EveryLength_EqualsHashOfLowerCaseDigits()
    {
        var random = new Random(16);
        foreach (var length in Enumerable.Range(0, 60).Concat([383, 384, 385, 767, 768, 769, 5000]))
        {
            var value = new byte[length];
            random.NextBytes(value);
            Assert.Equal(Lookup3.Bytes(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(value)), 77), HexHash.Hash(value, 77));
        }
    }

    private static ulong Value(string shape, int index, Random random) => shape switch
    {
        "small" => (ulong)random.Next(1000),
        "signs" => (ulong)random.NextInt64(-1000, 1000),
        "times" => 1_700_000_000_000_000UL + ((ulong)index * 500_000_000),
        "mixed" => index / 20 % 2 == 0 ? (ulong)index : (ulong)random.NextInt64(long.MinValue, long.MaxValue),
        _ => (ulong)random.NextInt64(long.MinValue, long.MaxValue),
    };
}
