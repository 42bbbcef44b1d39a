using System.Runtime.InteropServices;

namespace Platform.Formats.Parquet.Encodings;

/// <summary>Reads the RLE / bit-packing hybrid from bytes that may be anything; false from a method means that they are not the hybrid asked for.</summary>
internal static class HybridReader
{
    /// <summary>Reads values of <paramref name="width"/> 0..32 until <paramref name="values"/> is full.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, int width, Span<int> values)
    {
        while (values.Length > 0)
        {
            if (!TryHeader(ref source, out var packed, out var count)) return false;
            var take = (int)Math.Min(count, (uint)values.Length);
            if (take == 0) return false;
            if (packed)
            {
                var bytes = Math.Min((long)(count >> 3) * width, source.Length);
                if ((long)take * width > bytes * 8) return false;
                if (width == 0) values[..take].Clear();
                else BitPacking.Unpack(source[..(int)bytes], width, values[..take]);
                source = source[(int)bytes..];
            }
            else
            {
                if (!TryValue(ref source, width, out var value)) return false;
                values[..take].Fill(value);
            }

            values = values[take..];
        }

        return true;
    }

    /// <summary>
    /// Reads <paramref name="count"/> values of width 1 as bits into words. Gives how many are ones; words are left alone where one run says that
    /// all are ones, which is how a column without nulls looks.
    /// </summary>
    public static bool TryReadBits(ReadOnlySpan<byte> source, int count, ref ulong[] words, out int ones)
    {
        ones = 0;
        if (!TryHeader(ref source, out var packed, out var run)) return false;
        if (!packed && run >= (uint)count)
        {
            if (!TryValue(ref source, 1, out var all)) return false;
            ones = all == 1 ? count : 0;
            if (all == 0) Sized(ref words, count).Clear();
            return all <= 1;
        }

        var target = Sized(ref words, count);
        target.Clear();
        for (var at = 0; ;)
        {
            var take = (int)Math.Min(run, (uint)(count - at));
            if (take == 0) return false;
            if (packed)
            {
                var bytes = (take + 7) >> 3;
                if (bytes > source.Length) return false;
                CopyBits(source[..bytes], target, at, take);
                source = source[(int)Math.Min(run >> 3, (uint)source.Length)..];
            }
            else
            {
                if (!TryValue(ref source, 1, out var value) || value > 1) return false;
                if (value == 1) SetBits(target, at, take);
            }

            at += take;
            if (at == count) break;
            if (!TryHeader(ref source, out packed, out run)) return false;
        }

        ones = BitRange.Ones(target, 0, count);
        return true;
    }

    /// <summary>A run's header: values in the run, for a packed one a multiple of 8.</summary>
    private static bool TryHeader(ref ReadOnlySpan<byte> source, out bool packed, out uint count)
    {
        (packed, count) = (false, 0);
        uint header = 0;
        for (var i = 0; ; i++)
        {
            if (i == 5 || source.Length == 0) return false;
            var next = source[0];
            source = source[1..];
            if (i == 4 && next > 0x0F) return false;
            header |= (uint)(next & 0x7F) << 7 * i;
            if (next < 0x80) break;
        }

        packed = (header & 1) != 0;
        count = header >> 1;
        if (!packed) return true;
        if (count > int.MaxValue >> 3) return false;
        count <<= 3;
        return true;
    }

    private static bool TryValue(ref ReadOnlySpan<byte> source, int width, out int value)
    {
        value = 0;
        var bytes = (width + 7) >> 3;
        if (source.Length < bytes) return false;
        for (var i = 0; i < bytes; i++) value |= source[i] << 8 * i;
        source = source[bytes..];
        return width == 32 || (uint)value >> width == 0;
    }

    private static Span<ulong> Sized(ref ulong[] words, int count)
    {
        var needed = (count + 63) >> 6;
        if (words.Length < needed) words = new ulong[Math.Max(needed, words.Length * 2)];
        return words.AsSpan(0, needed);
    }

    private static void CopyBits(ReadOnlySpan<byte> source, Span<ulong> words, int at, int count)
    {
        if ((at & 7) == 0)
        {
            source.CopyTo(MemoryMarshal.AsBytes(words)[(at >> 3)..]);
            // The last byte may hold padding; bits past the values stay zero.
            var end = at + count;
            if ((end & 63) != 0) words[end >> 6] &= (1UL << end) - 1;
            return;
        }

        for (var i = 0; i < count; i += 8)
        {
            ulong bits = source[i >> 3];
            if (count - i < 8) bits &= (1UL << count - i) - 1;
            var to = at + i;
            words[to >> 6] |= bits << to;
            if ((to & 63) > 56 && (to >> 6) + 1 < words.Length) words[(to >> 6) + 1] |= bits >> 64 - (to & 63);
        }
    }

    private static void SetBits(Span<ulong> words, int at, int count)
    {
        for (var end = at + count; at < end;)
        {
            var take = Math.Min(64 - (at & 63), end - at);
            words[at >> 6] |= (take == 64 ? ulong.MaxValue : (1UL << take) - 1) << at;
            at += take;
        }
    }
}
