using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Columns.Hashing;

/// <summary>
/// PostgreSQL's 64-bit hashes of single values, bit for bit (<c>src/common/hashfn.c</c>, unchanged since PostgreSQL 11). This is the plain
/// form that the vectorised <see cref="Hash4"/>, <see cref="Hash8"/> and <see cref="TextHash"/> are held to.
/// </summary>
public static class Lookup3
{
    /// <summary>H4 of the proof: <c>hashint4extended(value, seed)</c>.</summary>
    public static ulong Int32(uint value, ulong seed) => new Lookup3State(sizeof(uint), seed).Finish(value);

    /// <summary>H8 of the proof: the high half, then the low half seeded with its hash. Not <c>hashint8extended</c>, which maps 1 and 2^32 alike.</summary>
    public static ulong Int64(ulong value, ulong seed) => Int32((uint)value, Int32((uint)(value >> 32), seed));

    /// <summary>A 128-bit value of the proof: the high half by <see cref="Int64"/>, then the low half seeded with its hash.</summary>
    public static ulong Int128(UInt128 value, ulong seed) => Int64((ulong)value, Int64((ulong)(value >> 64), seed));

    /// <summary>HT of the proof: <c>hashtextextended(value collate "C", seed)</c> over UTF-8 bytes.</summary>
    public static ulong Bytes(ReadOnlySpan<byte> value, ulong seed)
    {
        var state = new Lookup3State(value.Length, seed);
        for (; value.Length >= 12; value = value[12..])
        {
            Add(ref state, ref MemoryMarshal.GetReference(value));
            state.Mix();
        }

        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        value.CopyTo(tail);
        AddTail(ref state, ref MemoryMarshal.GetReference(tail), value.Length);
        return state.Final();
    }

    /// <summary>Adds 12 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(ref Lookup3State state, ref byte at)
    {
        state.A += LittleEndian32(ref at);
        state.B += LittleEndian32(ref Unsafe.Add(ref at, 4));
        state.C += LittleEndian32(ref Unsafe.Add(ref at, 8));
    }

    /// <summary>Adds the last 0..11 bytes; 12 bytes must be readable. The lowest byte of C is the length's, so bytes 8..10 go above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddTail(ref Lookup3State state, ref byte at, int length)
    {
        ref var masks = ref Unsafe.Add(ref MemoryMarshal.GetReference(TailMasks), length * 3);
        state.A += LittleEndian32(ref at) & masks;
        state.B += LittleEndian32(ref Unsafe.Add(ref at, 4)) & Unsafe.Add(ref masks, 1);
        state.C += (LittleEndian32(ref Unsafe.Add(ref at, 8)) & Unsafe.Add(ref masks, 2)) << 8;
    }

    /// <summary>Which bits of words 0, 1, 2 belong to a tail of 0..11 bytes: a table, because a switch on the length is mispredicted.</summary>
    private static ReadOnlySpan<uint> TailMasks =>
    [
        0, 0, 0,
        0xff, 0, 0,
        0xffff, 0, 0,
        0xffffff, 0, 0,
        0xffffffff, 0, 0,
        0xffffffff, 0xff, 0,
        0xffffffff, 0xffff, 0,
        0xffffffff, 0xffffff, 0,
        0xffffffff, 0xffffffff, 0,
        0xffffffff, 0xffffffff, 0xff,
        0xffffffff, 0xffffffff, 0xffff,
        0xffffffff, 0xffffffff, 0xffffff,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LittleEndian32(ref byte at)
    {
        var word = Unsafe.ReadUnaligned<uint>(ref at);
        return BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
    }
}
