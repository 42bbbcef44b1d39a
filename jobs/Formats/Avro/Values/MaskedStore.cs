using System.Runtime.CompilerServices;

namespace Platform.Formats.Avro.Values;

/// <summary>
/// Stores a few bytes without a branch on how many: columns are written one after another into rows whose neighbours may be written already, so
/// the bytes behind a value are read and put back.
/// </summary>
internal static class MaskedStore
{
    /// <summary>Bytes behind the last value that are read and put back.</summary>
    public const int Room = 8;

    /// <summary>Stores the low <paramref name="length"/> bytes, 1..8, of <paramref name="bytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ulong bytes, int length, ref byte to)
    {
        var mask = ulong.MaxValue >> (64 - (8 * length));
        var old = Unsafe.ReadUnaligned<ulong>(ref to);
        Unsafe.WriteUnaligned(ref to, bytes & mask | old & ~mask);
    }
}
