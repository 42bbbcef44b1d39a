using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Platform.Formats.Memory;

namespace Platform.Formats.Parquet.Encodings;

/// <summary>
/// Writes the RLE / bit-packing hybrid (apache/parquet-format, Encodings.md): a run is a varint header and either one value (header even)
/// or groups of 8 packed values (header odd). Levels and dictionary indices are written so.
/// </summary>
internal static class HybridWriter
{
    /// <summary>Values of [0..2^width), width 0..32: runs of 8 and more equal values as RLE, all others packed.</summary>
    public static void Write(GrowingBuffer output, ReadOnlySpan<int> values, int width)
    {
        if (width == 0)
        {
            Run(output, 0, values.Length, 0);
            return;
        }

        var at = 0;
        while (at < values.Length)
        {
            var literals = Literals(values[at..]);
            if (literals > 0) Packed(output, values.Slice(at, literals), width);
            at += literals;
            if (at == values.Length) break;
            var run = RunLength(values[at..]);
            Run(output, values[at], run, width);
            at += run;
        }
    }

    /// <summary>One run of <paramref name="count"/> times <paramref name="value"/>.</summary>
    public static void Run(GrowingBuffer output, int value, int count, int width)
    {
        if (count == 0) return;
        VarInt(output, (uint)count << 1);
        for (var bit = 0; bit < width; bit += 8) output.Append((byte)(value >> bit));
    }

    /// <summary>The bits [from..to) as values of width 1: one run where all are equal, else packed as they are.</summary>
    public static void Bits(GrowingBuffer output, ReadOnlySpan<ulong> words, int from, int to, int ones)
    {
        var count = to - from;
        if (ones == 0 || ones == count)
        {
            Run(output, ones == 0 ? 0 : 1, count, 1);
            return;
        }

        var bytes = (count + 7) >> 3;
        VarInt(output, (uint)bytes << 1 | 1);
        var room = MemoryMarshal.Cast<byte, ulong>(output.Reserve((count + 63) >> 6 << 3));
        for (var at = from; at < to; at += 64) room[(at - from) >> 6] = BitRange.Word(words, at, to - at);
        output.Advance(bytes);
    }

    /// <summary>How many values precede the next run of at least 8: a multiple of 8, or all.</summary>
    private static int Literals(ReadOnlySpan<int> values)
    {
        var at = 0;
        for (; at + 8 <= values.Length; at += 8)
        {
            var group = Vector256.Create(values.Slice(at, 8));
            if (group == Vector256.Create(values[at])) return at;
        }

        return values.Length;
    }

    private static int RunLength(ReadOnlySpan<int> values)
    {
        var length = values[1..].IndexOfAnyExcept(values[0]);
        return length < 0 ? values.Length : length + 1;
    }

    private static void Packed(GrowingBuffer output, ReadOnlySpan<int> values, int width)
    {
        var groups = (values.Length + 7) >> 3;
        VarInt(output, (uint)groups << 1 | 1);
        var bytes = groups * width;
        var room = output.Reserve(bytes + BitPacking.Slack);
        var whole = values.Length & ~7;
        BitPacking.Pack(values[..whole], width, room);
        if (whole < values.Length)
        {
            Span<int> last = stackalloc int[8];
            last.Clear();
            values[whole..].CopyTo(last);
            BitPacking.Pack(last, width, room[((groups - 1) * width)..]);
        }

        output.Advance(bytes);
    }

    private static void VarInt(GrowingBuffer output, uint value)
    {
        for (; value >= 0x80; value >>= 7) output.Append((byte)(value | 0x80));
        output.Append((byte)value);
    }
}
