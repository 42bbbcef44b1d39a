using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Platform.Columns.Dictionaries;

/// <summary>
/// The cheap hash of dictionary tables: multiplication by random odd numbers, so that nobody can write rows that all collide. Results do not
/// depend on it: a dictionary lists values in order of first appearance.
/// </summary>
internal readonly struct DictionaryHash
{
    private readonly ulong _first;
    private readonly ulong _second;

    public DictionaryHash()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        _first = BinaryPrimitives.ReadUInt64LittleEndian(random) | 1UL | 1UL << 63;
        _second = BinaryPrimitives.ReadUInt64LittleEndian(random[8..]) | 1UL | 1UL << 63;
    }

    /// <summary>64 bits of which the highest are the best: the caller shifts the others away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(uint)) return Fold(Unsafe.BitCast<T, uint>(value), 0);
        if (typeof(T) == typeof(ulong)) return Fold(Unsafe.BitCast<T, ulong>(value), 0);
        var wide = Unsafe.BitCast<T, UInt128>(value);
        return Fold((ulong)wide, (ulong)(wide >> 64));
    }

    /// <inheritdoc cref="Of{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(ulong low, ulong high, int length) => Fold(low + (ulong)length, high);

    /// <summary>128 bits of a value of more than 16 bytes; its last bytes are taken twice rather than apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (ulong Low, ulong High) Long(ref byte at, int length)
    {
        var low = _first ^ (ulong)length;
        var high = _second;
        var last = length - 16;
        for (var i = 0; i < last; i += 16) Mix(ref low, ref high, ref Unsafe.Add(ref at, i));
        Mix(ref low, ref high, ref Unsafe.Add(ref at, last));
        return (low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mix(ref ulong low, ref ulong high, ref byte at)
    {
        var product = Math.BigMul(Unsafe.ReadUnaligned<ulong>(ref at) ^ low, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 8)) ^ high ^ _first, out var lowProduct);
        low = lowProduct + high;
        high = product ^ (low * _second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Fold(ulong low, ulong high) => (low ^ (high * _second)) * _first;
}
