using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Formats.Parquet.Encodings;

/// <summary>Parquet's bit packing: values of one width, least significant bit first, in groups of 8 that take as many bytes as the width has bits.</summary>
internal static class BitPacking
{
    /// <summary>Widest value: indices and levels are 32-bit.</summary>
    public const int MaxWidth = 32;

    /// <summary>Bytes that <see cref="Pack"/> and <see cref="Unpack"/> may touch past the last packed byte.</summary>
    public const int Slack = 16;

    /// <summary>Bits that hold every value of [0..max].</summary>
    public static int WidthOf(int max) => max == 0 ? 0 : 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)max);

    /// <summary>Packs a multiple of 8 values, each below 2^width, width 1..32. The destination has <see cref="Slack"/> bytes more than it takes.</summary>
    public static void Pack(ReadOnlySpan<int> values, int width, Span<byte> destination)
    {
        if ((values.Length & 7) != 0) throw new ArgumentException("Values are packed in groups of 8.", nameof(values));
        if (destination.Length < (values.Length >> 3) * width + Slack) throw new ArgumentException("The destination is too short.", nameof(destination));
        ref var to = ref MemoryMarshal.GetReference(destination);
        ref var from = ref MemoryMarshal.GetReference(values);
        for (var i = 0; i < values.Length; i += 8)
        {
            PackGroup(ref Unsafe.Add(ref from, i), width, ref to);
            to = ref Unsafe.Add(ref to, width);
        }
    }

    /// <summary>Unpacks values of a width of 1..32. The source holds all their bytes; no byte outside it is read.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<int> values)
    {
        var needed = (int)(((long)values.Length * width + 7) >> 3);
        if (source.Length < needed) throw new ArgumentException("The source is too short.", nameof(source));
        // Eight bytes are loaded at a time, so the last values of the source are unpacked from a padded copy.
        var safe = (int)Math.Min(values.Length, Math.Max(0, source.Length - 8) * 8L / width);
        safe &= ~7;
        UnpackLoads(ref MemoryMarshal.GetReference(source), width, values[..safe]);
        var rest = values[safe..];
        Span<byte> padded = stackalloc byte[256 + Slack];
        for (var at = safe; rest.Length > 0;)
        {
            var count = Math.Min(rest.Length, 64);
            var bytes = (count * width + 7) >> 3;
            source.Slice((int)((long)at * width >> 3), bytes).CopyTo(padded);
            UnpackLoads(ref MemoryMarshal.GetReference(padded), width, rest[..count]);
            rest = rest[count..];
            at += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PackGroup(ref int v, int w, ref byte to)
    {
        if (w <= 8)
        {
            var all = Pair(ref v, 0, w) | Pair(ref v, 2, w) << (2 * w) | (Pair(ref v, 4, w) | Pair(ref v, 6, w) << (2 * w)) << (4 * w);
            Unsafe.WriteUnaligned(ref to, all);
        }
        else if (w <= 16)
        {
            var low = Pair(ref v, 0, w) | Pair(ref v, 2, w) << (2 * w);
            var high = Pair(ref v, 4, w) | Pair(ref v, 6, w) << (2 * w);
            var bits = 4 * w;
            Unsafe.WriteUnaligned(ref to, bits < 64 ? low | high << bits : low);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 8), bits < 64 ? high >> (64 - bits) : high);
        }
        else
        {
            var low = (UInt128)Pair(ref v, 0, w) | (UInt128)Pair(ref v, 2, w) << (2 * w);
            var high = (UInt128)Pair(ref v, 4, w) | (UInt128)Pair(ref v, 6, w) << (2 * w);
            // 4 * w bits are whole bytes for an even width; for an odd one the halves share a byte.
            var shift = 4 * w & 7;
            Store(ref to, low);
            ref var middle = ref Unsafe.Add(ref to, 4 * w >> 3);
            var shared = shift == 0 ? 0 : middle & (1 << shift) - 1;
            Store(ref middle, high << shift | (UInt128)(uint)shared);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pair(ref int v, int i, int w) => (uint)Unsafe.Add(ref v, i) | (ulong)(uint)Unsafe.Add(ref v, i + 1) << w;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref byte to, UInt128 bits)
    {
        Unsafe.WriteUnaligned(ref to, (ulong)bits);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 8), (ulong)(bits >> 64));
    }

    private static void UnpackLoads(ref byte from, int width, Span<int> values)
    {
        var mask = (uint)((1UL << width) - 1);
        nint bit = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, bit >> 3));
            values[i] = (int)((uint)(word >> (int)(bit & 7)) & mask);
            bit += width;
        }
    }
}
