using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Platform.Sources.Postgres.Writing;

/// <summary>Big-endian numbers at any alignment. No bounds are checked: encoders have measured.</summary>
internal static class NetworkWrite
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Int16(ref byte at, short value) => Unsafe.WriteUnaligned(ref at, BinaryPrimitives.ReverseEndianness(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Int32(ref byte at, int value) => Unsafe.WriteUnaligned(ref at, BinaryPrimitives.ReverseEndianness(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Int64(ref byte at, long value) => Unsafe.WriteUnaligned(ref at, BinaryPrimitives.ReverseEndianness(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void UInt128(ref byte at, UInt128 value) => Unsafe.WriteUnaligned(ref at, BinaryPrimitives.ReverseEndianness(value));
}
