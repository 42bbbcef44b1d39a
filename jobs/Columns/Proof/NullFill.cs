using System.Numerics;

namespace Platform.Columns.Proof;

/// <summary>Hashes of nulls put where validity says, a word of 64 rows at a time.</summary>
internal static class NullFill
{
    /// <summary>Overwrites the hash of every null slot; slot i is bit i of <paramref name="validity"/>. Returns how many nulls there are.</summary>
    public static int Overwrite(ReadOnlySpan<ulong> validity, ulong nullHash, Span<ulong> hashes)
    {
        var nulls = 0;
        for (var start = 0; start < hashes.Length; start += 64)
        {
            var rows = hashes[start..Math.Min(start + 64, hashes.Length)];
            for (var missing = Missing(validity[start >> 6], rows.Length); missing != 0; missing &= missing - 1)
            {
                rows[BitOperations.TrailingZeroCount(missing)] = nullHash;
                nulls++;
            }
        }

        return nulls;
    }

    /// <summary>
    /// Spreads hashes by dictionary index over rows: the next index of <paramref name="indices"/> for a present slot, the null's hash for others.
    /// Returns how many indices were used.
    /// </summary>
    public static int Spread(ReadOnlySpan<ulong> validity, ReadOnlySpan<int> indices, ReadOnlySpan<ulong> distinct, ulong nullHash, Span<ulong> hashes)
    {
        var next = 0;
        for (var start = 0; start < hashes.Length; start += 64)
        {
            var rows = hashes[start..Math.Min(start + 64, hashes.Length)];
            var missing = Missing(validity[start >> 6], rows.Length);
            if (missing == 0)
            {
                Gather(indices.Slice(next, rows.Length), distinct, rows);
                next += rows.Length;
                continue;
            }

            for (var i = 0; i < rows.Length; i++) rows[i] = (missing >> i & 1) == 0 ? distinct[indices[next++]] : nullHash;
        }

        return next;
    }

    /// <summary>Writes the hash of each index; there are no nulls.</summary>
    public static void Gather(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> distinct, Span<ulong> hashes)
    {
        hashes = hashes[..indices.Length];
        for (var i = 0; i < indices.Length; i++) hashes[i] = distinct[indices[i]];
    }

    private static ulong Missing(ulong valid, int rows) => rows == 64 ? ~valid : ~valid & ((1UL << rows) - 1);
}
