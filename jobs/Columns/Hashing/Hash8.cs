using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Columns.Hashing;

/// <summary>
/// H8 of the proof over many values: <see cref="Lookup3.Int64"/>. Neighbouring values often share their high half (small numbers,
/// times of one hour); its hash, which seeds the low half's, is then taken once.
/// </summary>
public static class Hash8
{
    /// <summary>Writes the hash of each value under one seed; <paramref name="hashes"/> holds at least as many.</summary>
    public static void Hash(ReadOnlySpan<ulong> values, ulong seed, Span<ulong> hashes)
    {
        hashes = hashes[..values.Length];
        var state = new Lookup3State(sizeof(uint), seed);
        var done = Vector.IsHardwareAccelerated && values.Length >= Lookup3Vector.LeastValues ? HashVectors(values, state, hashes) : 0;
        for (var i = done; i < values.Length; i++) hashes[i] = HashOne(values[i], state);
    }

    /// <summary>Writes the hash of each value under a seed of its own; <paramref name="hashes"/> may be the seeds' own span.</summary>
    public static void Hash(ReadOnlySpan<ulong> values, ReadOnlySpan<ulong> seeds, Span<ulong> hashes)
    {
        seeds = seeds[..values.Length];
        hashes = hashes[..values.Length];
        var done = Vector.IsHardwareAccelerated && values.Length >= Lookup3Vector.LeastValues ? HashVectors(values, seeds, hashes) : 0;
        for (var i = done; i < values.Length; i++) hashes[i] = Lookup3.Int64(values[i], seeds[i]);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int HashVectors(ReadOnlySpan<ulong> values, ReadOnlySpan<ulong> seeds, Span<ulong> hashes)
    {
        var i = 0;
        for (; i <= values.Length - Lookup3Vector.Lanes; i += Lookup3Vector.Lanes) HashStep(values[i..], seeds[i..], hashes[i..]);
        return i;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int HashVectors(ReadOnlySpan<ulong> values, Lookup3State state, Span<ulong> hashes)
    {
        var seeded = new Lookup3Vector(state);
        var shared = (uint)(values[0] >> 32);
        var sharedSeeded = new Lookup3Vector(new Lookup3State(sizeof(uint), state.Finish(shared)));
        var i = 0;
        for (; i <= values.Length - Lookup3Vector.Lanes; i += Lookup3Vector.Lanes)
        {
            var first = new Vector<ulong>(values[i..]);
            var second = new Vector<ulong>(values[(i + Vector<ulong>.Count)..]);
            var high = Lookup3Vector.HighHalves(first, second);
            if (!Vector.EqualsAll(high, new Vector<uint>(shared)))
            {
                if (!Vector.EqualsAll(high, new Vector<uint>(high[0])))
                {
                    HashStep(first, second, seeded, high, values[i..], state, hashes[i..]);
                    continue;
                }

                shared = high[0];
                sharedSeeded = new Lookup3Vector(new Lookup3State(sizeof(uint), state.Finish(shared)));
            }

            var hash = sharedSeeded;
            hash.A += Lookup3Vector.LowHalves(first, second);
            hash.Final();
            hash.First().CopyTo(hashes[i..]);
            hash.Second().CopyTo(hashes[(i + Vector<ulong>.Count)..]);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void HashStep(
        Vector<ulong> first, Vector<ulong> second, Lookup3Vector seeded, Vector<uint> high, ReadOnlySpan<ulong> values, Lookup3State state, Span<ulong> hashes)
    {
        seeded.A += high;
        seeded.Final();
        if (Vector.EqualsAny(seeded.B | seeded.C, Vector<uint>.Zero))
        {
            for (var i = 0; i < Lookup3Vector.Lanes; i++) hashes[i] = HashOne(values[i], state);
            return;
        }

        var hash = new Lookup3Vector(seeded.B, seeded.C);
        hash.A += Lookup3Vector.LowHalves(first, second);
        hash.Final();
        hash.First().CopyTo(hashes);
        hash.Second().CopyTo(hashes[Vector<ulong>.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void HashStep(ReadOnlySpan<ulong> values, ReadOnlySpan<ulong> seeds, Span<ulong> hashes)
    {
        var first = new Vector<ulong>(values);
        var second = new Vector<ulong>(values[Vector<ulong>.Count..]);
        var firstSeeds = new Vector<ulong>(seeds);
        var secondSeeds = new Vector<ulong>(seeds[Vector<ulong>.Count..]);
        var hash = new Lookup3Vector(Lookup3Vector.HighHalves(firstSeeds, secondSeeds), Lookup3Vector.LowHalves(firstSeeds, secondSeeds));
        hash.A += Lookup3Vector.HighHalves(first, second);
        hash.Final();
        if (Vector.EqualsAny(hash.B | hash.C, Vector<uint>.Zero) || Vector.EqualsAny(firstSeeds, Vector<ulong>.Zero) || Vector.EqualsAny(secondSeeds, Vector<ulong>.Zero))
        {
            for (var i = 0; i < Lookup3Vector.Lanes; i++) hashes[i] = Lookup3.Int64(values[i], seeds[i]);
            return;
        }

        hash = new Lookup3Vector(hash.B, hash.C);
        hash.A += Lookup3Vector.LowHalves(first, second);
        hash.Final();
        hash.First().CopyTo(hashes);
        hash.Second().CopyTo(hashes[Vector<ulong>.Count..]);
    }

    private static ulong HashOne(ulong value, Lookup3State state) => Lookup3.Int32((uint)value, state.Finish((uint)(value >> 32)));
}
