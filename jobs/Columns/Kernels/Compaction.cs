using Platform.Columns.Batches;

namespace Platform.Columns.Kernels;

/// <summary>Present values moved together, as files store them.</summary>
public static class Compaction
{
    /// <summary>
    /// Copies the present slots to the front of <paramref name="present"/> and returns how many there are. <paramref name="present"/> holds at
    /// least as many as <paramref name="slots"/>: values are written before it is known that they are skipped.
    /// </summary>
    public static int Compact<T>(ReadOnlySpan<T> slots, Validity validity, Span<T> present)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(slots.Length, validity.Count, nameof(slots));
        ArgumentOutOfRangeException.ThrowIfLessThan(present.Length, slots.Length, nameof(present));
        if (validity.NullCount == 0)
        {
            slots.CopyTo(present);
            return slots.Length;
        }

        var words = validity.Words;
        var next = 0;
        for (var w = 0; w < words.Length; w++)
        {
            var word = words[w];
            var from = slots[(w << 6)..Math.Min((w + 1) << 6, slots.Length)];
            if (word == ulong.MaxValue)
            {
                from.CopyTo(present[next..]);
                next += 64;
            }
            else if (word != 0)
            {
                next = CompactWord(from, word, present, next);
            }
        }

        return next;
    }

    /// <summary>Writes every value and steps only over present ones: no branch to mispredict.</summary>
    private static int CompactWord<T>(ReadOnlySpan<T> from, ulong word, Span<T> present, int next)
    {
        for (var i = 0; i < from.Length; i++)
        {
            present[next] = from[i];
            next += (int)(word >> i & 1);
        }

        return next;
    }
}
