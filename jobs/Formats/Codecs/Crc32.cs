using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Platform.Formats.Codecs;

/// <summary>
/// CRC-32 as gzip and Parquet use it: polynomial 0x04C11DB7 reflected, start and end inverted. 64 bytes a step by carry-less multiplication
/// where the processor has it (Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ", Intel 2009), else by slicing.
/// </summary>
internal static class Crc32
{
    // Remainders x^n mod P of the paper's reflected form for this polynomial: folding by 512, 128 and 64 bits, and Barrett's reduction.
    private const ulong Fold4Low = 0x154442bd4, Fold4High = 0x1c6e41596;
    private const ulong Fold1Low = 0x1751997d0, Fold1High = 0x0ccaa009e;
    private const ulong Fold64 = 0x163cd6124;
    private const ulong Polynomial = 0x1db710641, Barrett = 0x1f7011641;

    private static readonly uint[] Table = MakeTable();

    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The CRC of what gave <paramref name="crc"/> followed by <paramref name="bytes"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && Sse41.IsSupported && bytes.Length >= 64)
        {
            var whole = bytes.Length & ~15;
            crc = Fold(crc, bytes[..whole]);
            bytes = bytes[whole..];
        }

        return ~Slice(crc, bytes);
    }

    /// <summary>Table lookup, eight bytes a step: the portable form, also for what is left of the other.</summary>
    internal static uint Slice(uint crc, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        while (bytes.Length >= 8)
        {
            var low = MemoryMarshal.Read<uint>(bytes) ^ crc;
            var high = MemoryMarshal.Read<uint>(bytes[4..]);
            crc = table[0x700 + (low & 0xFF)] ^ table[0x600 + (low >> 8 & 0xFF)] ^ table[0x500 + (low >> 16 & 0xFF)] ^ table[0x400 + (low >> 24)]
                ^ table[0x300 + (high & 0xFF)] ^ table[0x200 + (high >> 8 & 0xFF)] ^ table[0x100 + (high >> 16 & 0xFF)] ^ table[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes) crc = table[(crc ^ value) & 0xFF] ^ crc >> 8;
        return crc;
    }

    /// <summary>At least 64 bytes, a multiple of 16.</summary>
    private static uint Fold(uint crc, ReadOnlySpan<byte> bytes)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var x0 = blocks[0] ^ Vector128.CreateScalar((ulong)crc);
        var (x1, x2, x3) = (blocks[1], blocks[2], blocks[3]);
        var fold4 = Vector128.Create(Fold4Low, Fold4High);
        var i = 4;
        for (; i + 4 <= blocks.Length; i += 4)
        {
            x0 = Step(x0, fold4, blocks[i]);
            x1 = Step(x1, fold4, blocks[i + 1]);
            x2 = Step(x2, fold4, blocks[i + 2]);
            x3 = Step(x3, fold4, blocks[i + 3]);
        }

        var fold1 = Vector128.Create(Fold1Low, Fold1High);
        x0 = Step(Step(Step(x0, fold1, x1), fold1, x2), fold1, x3);
        for (; i < blocks.Length; i++) x0 = Step(x0, fold1, blocks[i]);
        return Reduce(x0, fold1);
    }

    private static Vector128<ulong> Step(Vector128<ulong> x, Vector128<ulong> fold, Vector128<ulong> next) =>
        Pclmulqdq.CarrylessMultiply(x, fold, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, fold, 0x11) ^ next;

    private static uint Reduce(Vector128<ulong> x, Vector128<ulong> fold1)
    {
        var low32 = Vector128.Create(~0u, 0, ~0u, 0).AsUInt64();
        x = Sse2.ShiftRightLogical128BitLane(x, 8) ^ Pclmulqdq.CarrylessMultiply(x, fold1, 0x10);
        var high = Sse2.ShiftRightLogical128BitLane(x, 4);
        x = Pclmulqdq.CarrylessMultiply(x & low32, Vector128.CreateScalar(Fold64), 0x00) ^ high;
        var barrett = Vector128.Create(Polynomial, Barrett);
        var t = Pclmulqdq.CarrylessMultiply(x & low32, barrett, 0x10) & low32;
        return (x ^ Pclmulqdq.CarrylessMultiply(t, barrett, 0x00)).AsUInt32().GetElement(1);
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
            table[i] = crc;
        }

        for (var i = 256; i < table.Length; i++) table[i] = table[table[i - 256] & 0xFF] ^ table[i - 256] >> 8;
        return table;
    }
}
