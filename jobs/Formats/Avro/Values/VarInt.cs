using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Platform.Formats.Avro.Values;

/// <summary>Avro's numbers: zigzag, then 7 bits a byte, least significant first (specification 1.12, Binary Encoding).</summary>
internal static class VarInt
{
    /// <summary>Longest encoding of 64 bits.</summary>
    public const int MaxLength = 10;

    private const ulong Groups = 0x7F7F7F7F7F7F7F7F;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ZigZag(long value) => (ulong)(value << 1 ^ value >> 63);

    /// <summary>Bytes of <paramref name="bits"/>: one for each begun 7 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ulong bits) => ((BitOperations.Log2(bits | 1) * 9) + 73) >> 6;

    /// <summary>Writes the number and touches no byte behind it; returns its length. <see cref="MaskedStore.Room"/> bytes may be read from <paramref name="to"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ulong bits, ref byte to)
    {
        if (bits >= 0x80) return WriteLong(bits, ref to);
        to = (byte)bits;
        return 1;
    }

    private static int WriteLong(ulong bits, ref byte to)
    {
        if (Bmi2.X64.IsSupported && bits < 1UL << 56)
        {
            var length = Length(bits);
            var groups = Bmi2.X64.ParallelBitDeposit(bits, Groups);
            MaskedStore.Put(groups | ~Groups & (1UL << (8 * (length - 1))) - 1, length, ref to);
            return length;
        }

        var count = 0;
        for (; bits >= 0x80; bits >>= 7) Unsafe.Add(ref to, count++) = (byte)(bits | 0x80);
        Unsafe.Add(ref to, count++) = (byte)bits;
        return count;
    }
}
