using System.Numerics;

namespace Platform.Formats.Parquet.Encodings;

/// <summary>
/// Reads DELTA_BINARY_PACKED (apache/parquet-format, Encodings.md) from bytes that may be anything: blocks of miniblocks of differences, each
/// less the block's smallest, packed in as many bits as its miniblock needs.
/// </summary>
internal static class DeltaBinaryPacked
{
    // Writers use blocks of 128 or 256 values; a larger one could only be damage.
    private const int MaxBlock = 1 << 16;

    /// <summary>Reads exactly as many values as <paramref name="values"/> has from the front of <paramref name="source"/>, and passes over all that the encoding takes.</summary>
    public static bool TryRead<T>(ref ReadOnlySpan<byte> source, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (!VarInts.TryRead(ref source, out var block) || !VarInts.TryRead(ref source, out var miniblocks) || !VarInts.TryRead(ref source, out var count)) return false;
        if (!VarInts.TryReadZigZag(ref source, out var last)) return false;
        if (block is 0 or > MaxBlock || miniblocks == 0 || block % miniblocks != 0 || count != (ulong)values.Length) return false;
        var size = (int)(block / miniblocks);
        if ((size & 7) != 0) return false;
        if (values.IsEmpty) return true;
        values[0] = T.CreateTruncating(last);
        for (var at = 1; at < values.Length;)
        {
            if (!VarInts.TryReadZigZag(ref source, out var least) || source.Length < (int)miniblocks) return false;
            var widths = source[..(int)miniblocks];
            source = source[(int)miniblocks..];
            foreach (var width in widths)
            {
                if (at == values.Length) break;
                var bytes = size * width >> 3;
                if (width > 64 || bytes > source.Length) return false;
                var take = Math.Min(size, values.Length - at);
                // Differences wrap around, so that sums do too.
                for (var i = 0; i < take; i++)
                {
                    last = unchecked(last + least + (long)Bits(source, i * width, width));
                    values[at + i] = T.CreateTruncating(last);
                }

                source = source[bytes..];
                at += take;
            }
        }

        return true;
    }

    /// <summary>The bits [at..at + width), least significant first.</summary>
    private static ulong Bits(ReadOnlySpan<byte> source, int at, int width)
    {
        ulong bits = 0;
        for (var done = 0; done < width;)
        {
            var bit = at + done;
            var take = Math.Min(8 - (bit & 7), width - done);
            bits |= ((ulong)(source[bit >> 3] >> (bit & 7)) & ((1UL << take) - 1)) << done;
            done += take;
        }

        return bits;
    }
}
