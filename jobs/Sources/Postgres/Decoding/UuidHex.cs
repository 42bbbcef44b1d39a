using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>16 bytes as PostgreSQL's text form of uuid: 32 lower-case hexadecimal digits in groups of 8-4-4-4-12.</summary>
internal static class UuidHex
{
    /// <summary>Characters of the text form.</summary>
    public const int Length = 36;

    /// <summary>Writes <see cref="Length"/> bytes at <paramref name="to"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref byte from, ref byte to)
    {
        var digits = Vector128.Create("0123456789abcdef"u8);
        var value = Vector128.LoadUnsafe(ref from);
        var low = value & Vector128.Create((byte)0x0F);
        var high = Vector128.ShiftRightLogical(value.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);

        // Digits of bytes 0..7 and of 8..15: high and low nibble in turn.
        var first = Vector128.Shuffle(digits, InTurn(Vector128.WidenLower(high), Vector128.WidenLower(low)));
        var second = Vector128.Shuffle(digits, InTurn(Vector128.WidenUpper(high), Vector128.WidenUpper(low)));

        Unsafe.WriteUnaligned(ref to, first.AsUInt64()[0]);
        Unsafe.Add(ref to, 8) = (byte)'-';
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 9), first.AsUInt32()[2]);
        Unsafe.Add(ref to, 13) = (byte)'-';
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 14), first.AsUInt32()[3]);
        Unsafe.Add(ref to, 18) = (byte)'-';
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 19), second.AsUInt32()[0]);
        Unsafe.Add(ref to, 23) = (byte)'-';
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 24), second.AsUInt32()[1]);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 28), second.AsUInt64()[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> InTurn(Vector128<ushort> high, Vector128<ushort> low) =>
        (BitConverter.IsLittleEndian ? high | Vector128.ShiftLeft(low, 8) : Vector128.ShiftLeft(high, 8) | low).AsByte();
}
