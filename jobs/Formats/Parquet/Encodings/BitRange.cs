using System.Numerics;

namespace Platform.Formats.Parquet.Encodings;

/// <summary>Runs of bits that begin anywhere in words of 64, least significant first: the validity of some rows of a column.</summary>
internal static class BitRange
{
    /// <summary>The 64 bits from bit <paramref name="at"/> on; zeros past the last word.</summary>
    public static ulong Word(ReadOnlySpan<ulong> words, int at)
    {
        var index = at >> 6;
        var shift = at & 63;
        var low = (uint)index < (uint)words.Length ? words[index] >> shift : 0;
        return shift != 0 && index + 1 < words.Length ? low | words[index + 1] << 64 - shift : low;
    }

    /// <summary>The bits [at..at + count), count 1..64, in the low bits; zeros above.</summary>
    public static ulong Word(ReadOnlySpan<ulong> words, int at, int count) =>
        count >= 64 ? Word(words, at) : Word(words, at) & (1UL << count) - 1;

    /// <summary>Ones among bits [from..to).</summary>
    public static int Ones(ReadOnlySpan<ulong> words, int from, int to)
    {
        var ones = 0;
        for (var at = from; at < to; at += 64) ones += BitOperations.PopCount(Word(words, at, to - at));
        return ones;
    }
}
