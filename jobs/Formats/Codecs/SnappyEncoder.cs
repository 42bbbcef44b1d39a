using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Formats.Codecs;

/// <summary>
/// Snappy's greedy matcher over blocks of 64 KiB: a hash table of the last position of each four bytes, steps that grow where nothing matches.
/// </summary>
internal static class SnappyEncoder
{
    public const int TableSize = 1 << TableBits;

    private const int TableBits = 14;

    // Offsets in a block then fit 16 bits, the table's width and the widest copy that is worth writing.
    private const int BlockBytes = 1 << 16;

    // A match is looked for only while this many bytes follow, so that eight-byte loads stay inside the block.
    private const int Margin = 15;

    public static int Encode(ReadOnlySpan<byte> source, Span<byte> destination, ushort[] table)
    {
        var written = WriteLength(source.Length, destination);
        for (var from = 0; from < source.Length; from += BlockBytes)
        {
            var block = source.Slice(from, Math.Min(BlockBytes, source.Length - from));
            written += EncodeBlock(block, destination[written..], table);
        }

        return written;
    }

    private static int WriteLength(int length, Span<byte> destination)
    {
        var written = 0;
        var rest = (uint)length;
        for (; rest >= 0x80; rest >>= 7) destination[written++] = (byte)(rest | 0x80);
        destination[written++] = (byte)rest;
        return written;
    }

    private static int EncodeBlock(ReadOnlySpan<byte> block, Span<byte> destination, ushort[] table)
    {
        var written = 0;
        var literal = 0;
        if (block.Length > Margin)
        {
            table.AsSpan().Clear();
            var limit = block.Length - Margin;
            var at = 1;
            var skip = 32;
            while (at < limit)
            {
                ref var slot = ref table[Hash(Load32(block, at))];
                int candidate = slot;
                slot = (ushort)at;
                if (Load32(block, candidate) != Load32(block, at) || candidate >= at)
                {
                    at += skip++ >> 5;
                    continue;
                }

                written += EmitLiteral(block[literal..at], destination[written..]);
                var length = 4 + MatchLength(block, candidate + 4, at + 4);
                written += EmitCopy(at - candidate, length, destination[written..]);
                at += length;
                literal = at;
                skip = 32;
                if (at < limit) table[Hash(Load32(block, at - 1))] = (ushort)(at - 1);
            }
        }

        if (literal < block.Length) written += EmitLiteral(block[literal..], destination[written..]);
        return written;
    }

    private static int MatchLength(ReadOnlySpan<byte> block, int candidate, int at)
    {
        var start = at;
        while (at <= block.Length - 8)
        {
            var difference = Load64(block, candidate) ^ Load64(block, at);
            if (difference != 0) return at - start + (BitOperations.TrailingZeroCount(difference) >> 3);
            at += 8;
            candidate += 8;
        }

        while (at < block.Length && block[at] == block[candidate])
        {
            at++;
            candidate++;
        }

        return at - start;
    }

    private static int EmitLiteral(ReadOnlySpan<byte> literal, Span<byte> destination)
    {
        if (literal.Length == 0) return 0;
        var n = literal.Length - 1;
        int head;
        if (n < 60)
        {
            destination[0] = (byte)(n << 2);
            head = 1;
        }
        else if (n < 1 << 8)
        {
            destination[0] = 60 << 2;
            destination[1] = (byte)n;
            head = 2;
        }
        else
        {
            destination[0] = 61 << 2;
            BinaryPrimitives.WriteUInt16LittleEndian(destination[1..], (ushort)n);
            head = 3;
        }

        literal.CopyTo(destination[head..]);
        return head + literal.Length;
    }

    private static int EmitCopy(int offset, int length, Span<byte> destination)
    {
        var written = 0;
        while (length >= 68)
        {
            written += EmitLongCopy(offset, 64, destination[written..]);
            length -= 64;
        }

        if (length > 64)
        {
            written += EmitLongCopy(offset, 60, destination[written..]);
            length -= 60;
        }

        if (length >= 12 || offset >= 2048) return written + EmitLongCopy(offset, length, destination[written..]);
        destination[written] = (byte)(1 | length - 4 << 2 | offset >> 8 << 5);
        destination[written + 1] = (byte)offset;
        return written + 2;
    }

    private static int EmitLongCopy(int offset, int length, Span<byte> destination)
    {
        destination[0] = (byte)(2 | length - 1 << 2);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[1..], (ushort)offset);
        return 3;
    }

    private static int Hash(uint value) => (int)(value * 0x1E35A7BDu >> 32 - TableBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Load32(ReadOnlySpan<byte> block, int at) =>
        Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetReference(block), at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load64(ReadOnlySpan<byte> block, int at) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(block), at));
}
