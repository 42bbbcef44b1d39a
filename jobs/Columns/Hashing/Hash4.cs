using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Columns.Hashing;

/// <summary>H4 of the proof over many values: <see cref="Lookup3.Int32"/> under one seed.</summary>
public static class Hash4
{
    /// <summary>Writes the hash of each value; <paramref name="hashes"/> holds at least as many.</summary>
    public static void Hash(ReadOnlySpan<uint> values, ulong seed, Span<ulong> hashes)
    {
        hashes = hashes[..values.Length];
        var state = new Lookup3State(sizeof(uint), seed);
        var done = Vector.IsHardwareAccelerated && values.Length >= Lookup3Vector.LeastValues ? HashVectors(values, state, hashes) : 0;
        for (var i = done; i < values.Length; i++) hashes[i] = state.Finish(values[i]);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int HashVectors(ReadOnlySpan<uint> values, Lookup3State state, Span<ulong> hashes)
    {
        var seeded = new Lookup3Vector(state);
        var i = 0;
        for (; i <= values.Length - Lookup3Vector.Lanes; i += Lookup3Vector.Lanes)
        {
            Vector.Widen(new Vector<uint>(values[i..]), out var first, out var second);
            var hash = seeded;
            hash.A += Vector.AsVectorUInt32(first | (second << 32));
            hash.Final();
            hash.First().CopyTo(hashes[i..]);
            hash.Second().CopyTo(hashes[(i + Vector<ulong>.Count)..]);
        }

        return i;
    }
}
