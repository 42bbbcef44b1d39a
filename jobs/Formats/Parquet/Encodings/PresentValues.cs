using System.Numerics;

namespace Platform.Formats.Parquet.Encodings;

/// <summary>Moves values between slots (one per row, nulls included) and the dense form of files (present values only).</summary>
internal static class PresentValues
{
    /// <summary>Copies the present of slots [from..to) to the front of <paramref name="dense"/>; returns how many.</summary>
    public static int Compact<T>(ReadOnlySpan<T> slots, ReadOnlySpan<ulong> validity, int from, int to, Span<T> dense)
        where T : unmanaged
    {
        var count = 0;
        for (var at = from; at < to; at += 64)
        {
            var length = Math.Min(64, to - at);
            var word = BitRange.Word(validity, at, length);
            var source = slots.Slice(at, length);
            if (BitOperations.PopCount(word) == length)
            {
                source.CopyTo(dense[count..]);
                count += length;
                continue;
            }

            for (; word != 0; word &= word - 1) dense[count++] = source[BitOperations.TrailingZeroCount(word)];
        }

        return count;
    }

    /// <summary>Spreads dense values over <paramref name="slots"/> by their validity from bit <paramref name="from"/> on; a null's slot becomes zero.</summary>
    public static void Scatter<T>(ReadOnlySpan<T> dense, ReadOnlySpan<ulong> validity, int from, Span<T> slots)
        where T : unmanaged
    {
        var taken = 0;
        for (var at = 0; at < slots.Length; at += 64)
        {
            var length = Math.Min(64, slots.Length - at);
            var word = BitRange.Word(validity, from + at, length);
            var target = slots.Slice(at, length);
            var present = BitOperations.PopCount(word);
            if (present == length)
            {
                dense.Slice(taken, length).CopyTo(target);
            }
            else
            {
                target.Clear();
                var source = dense.Slice(taken, present);
                for (var i = 0; word != 0; word &= word - 1) target[BitOperations.TrailingZeroCount(word)] = source[i++];
            }

            taken += present;
        }
    }
}
