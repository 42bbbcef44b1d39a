using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Columns.Proof;

/// <summary>
/// Where hashes of values become sums of columns and words of rows. Methods with vectors of the processor's own width cannot be compiled ahead:
/// they ask for full optimisation at once, or they would first run unoptimised for a row group or two.
/// </summary>
internal static class HashFold
{
    /// <summary>Below this a plain loop, compiled ahead, is done before a vector one would be compiled.</summary>
    private const int LeastForVectors = 256;

    /// <summary>XORs each hash into its row's word and returns the sum of all modulo 2^64.</summary>
    public static ulong SumAndMix(ReadOnlySpan<ulong> hashes, Span<ulong> rows)
    {
        rows = rows[..hashes.Length];
        ulong sum = 0;
        var done = hashes.Length < LeastForVectors ? 0 : SumAndMixVectors(hashes, rows, ref sum);
        for (var i = done; i < hashes.Length; i++)
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
        ulong sum = 0;
        foreach (var hash in hashes) sum += hash;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int SumAndMixVectors(ReadOnlySpan<ulong> hashes, Span<ulong> rows, ref ulong sum)
    {
        var sums = Vector<ulong>.Zero;
        var i = 0;
        for (; i <= hashes.Length - Vector<ulong>.Count; i += Vector<ulong>.Count)
        {
            var hash = new Vector<ulong>(hashes[i..]);
            sums += hash;
            (new Vector<ulong>(rows[i..]) ^ hash).CopyTo(rows[i..]);
        }

        sum += Vector.Sum(sums);
        return i;
    }
}
