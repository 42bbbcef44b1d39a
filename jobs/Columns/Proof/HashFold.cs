using System.Numerics;

namespace Platform.Columns.Proof;

/// <summary>Where hashes of values become sums of columns and words of rows.</summary>
internal static class HashFold
{
    /// <summary>XORs each hash into its row's word and returns the sum of all modulo 2^64.</summary>
    public static ulong SumAndMix(ReadOnlySpan<ulong> hashes, Span<ulong> rows)
    {
        rows = rows[..hashes.Length];
        var sums = Vector<ulong>.Zero;
        var i = 0;
        for (; i <= hashes.Length - Vector<ulong>.Count; i += Vector<ulong>.Count)
        {
            var hash = new Vector<ulong>(hashes[i..]);
            sums += hash;
            (new Vector<ulong>(rows[i..]) ^ hash).CopyTo(rows[i..]);
        }

        var sum = Vector.Sum(sums);
        for (; i < hashes.Length; i++)
        {
            sum += hashes[i];
            rows[i] ^= hashes[i];
        }

        return sum;
    }

    /// <summary>XORs one hash into every row's word.</summary>
    public static void Mix(ulong hash, Span<ulong> rows)
    {
        foreach (ref var row in rows) row ^= hash;
    }

    public static ulong Sum(ReadOnlySpan<ulong> hashes)
    {
        var sums = Vector<ulong>.Zero;
        var i = 0;
        for (; i <= hashes.Length - Vector<ulong>.Count; i += Vector<ulong>.Count) sums += new Vector<ulong>(hashes[i..]);
        var sum = Vector.Sum(sums);
        for (; i < hashes.Length; i++) sum += hashes[i];
        return sum;
    }
}
