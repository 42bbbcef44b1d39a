using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Columns.Hashing;

/// <summary>
/// HT of the proof over many values under one seed: <see cref="Lookup3.Bytes"/>. The state before the first byte depends on nothing but the
/// seed and the length, so it is kept for short lengths, which most text has.
/// </summary>
internal sealed class TextHash
{
    /// <summary>Lengths below this have their state ready: 64 states are 768 bytes, a small part of a first-level cache.</summary>
    private const int ReadyLengths = 64;

    private readonly ulong _seed;
    private readonly Lookup3State[] _ready = new Lookup3State[ReadyLengths];

    public TextHash(ulong seed)
    {
        _seed = seed;
        for (var length = 0; length < ReadyLengths; length++) _ready[length] = new Lookup3State(length, seed);
    }

    /// <summary>
    /// Writes the hash of value i = data[offsets[i]..offsets[i + 1]) for each of offsets.Length - 1 values.
    /// <paramref name="paddedData"/> reaches at least 12 bytes past the last value.
    /// </summary>
    public void Hash(ReadOnlySpan<byte> paddedData, ReadOnlySpan<int> offsets, Span<ulong> hashes)
    {
        var count = offsets.Length - 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(paddedData.Length - 12, offsets[count], nameof(paddedData));
        hashes = hashes[..count];
        ref var data = ref MemoryMarshal.GetReference(paddedData);
        var start = offsets[0];
        for (var i = 0; i < hashes.Length; i++)
        {
            var end = offsets[i + 1];
            hashes[i] = HashPadded(ref Unsafe.Add(ref data, start), end - start);
            start = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong HashPadded(ref byte at, int length)
    {
        var ready = _ready;
        var state = (uint)length < (uint)ready.Length ? ready[length] : new Lookup3State(length, _seed);
        for (; length >= 12; length -= 12)
        {
            Lookup3.Add(ref state, ref at);
            state.Mix();
            at = ref Unsafe.Add(ref at, 12);
        }

        Lookup3.AddTail(ref state, ref at, length);
        return state.Final();
    }
}
