using System.Globalization;
using System.Text;
using Platform.Columns.Hashing;

namespace Platform.Columns.Tests.Hashing;

public sealed class Lookup3Tests
{
    [Fact]
    public void Int32_Goldens_EqualHashint4extended()
    {
        var goldens = Goldens("int4");
        Assert.Equal(30, goldens.Count);
        foreach (var (argument, seed, hash) in goldens) Assert.Equal(hash, (long)Lookup3.Int32((uint)argument, (ulong)seed));
    }

    [Fact]
    public void Bytes_Goldens_EqualHashtextextended()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("abcdefghijklmnopqrstuvwxyz0123456789", 4)));
        var goldens = Goldens("text");
        Assert.Equal(100, goldens.Count);
        foreach (var (length, seed, hash) in goldens) Assert.Equal(hash, (long)Lookup3.Bytes(text.AsSpan(0, length), (ulong)seed));
    }

    [Fact]
    public void Bytes_OfUtf8_EqualHashtextextended()
    {
        var goldens = Goldens("utf8");
        Assert.Equal(2, goldens.Count);
        foreach (var (_, seed, hash) in goldens) Assert.Equal(hash, (long)Lookup3.Bytes("żółć 日本語 🦉"u8, (ulong)seed));
    }

    [Fact]
    public void Int64_OfOneAndTwoToThe32_Differ() =>
        Assert.NotEqual(Lookup3.Int64(1, 0), Lookup3.Int64(1UL << 32, 0));

    [Fact]
    public void Int64_IsTheLowHalfSeededWithTheHighHalfsHash() =>
        Assert.Equal(Lookup3.Int32(0x89abcdef, Lookup3.Int32(0x01234567, 9)), Lookup3.Int64(0x0123456789abcdef, 9));

    [Fact]
    public void Int128_IsTheLowHalfSeededWithTheHighHalfsHash() =>
        Assert.Equal(Lookup3.Int64(7, Lookup3.Int64(5, 9)), Lookup3.Int128(new UInt128(5, 7), 9));

    private static List<(int Argument, long Seed, long Hash)> Goldens(string function) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Hashing", "lookup3-postgresql15.csv"))
            .Select(line => line.Split(','))
            .Where(parts => parts[0] == function)
            .Select(parts => (Int(parts[1]), Long(parts[2]), Long(parts[3])))];

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
