using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Platform.Sources.Postgres.Wire;

/// <summary>Big-endian numbers at any alignment, as the protocol sends them. No bounds are checked: callers have checked the field's length.</summary>
internal static class NetworkOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Int16(ref byte at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<short>(ref at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Int32(ref byte at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<int>(ref at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Int64(ref byte at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<long>(ref at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong UInt64(ref byte at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref at));
}
