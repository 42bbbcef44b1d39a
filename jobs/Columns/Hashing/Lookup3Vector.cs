using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Columns.Hashing;

/// <summary>
/// Lookup3 in as many lanes as a vector has 32-bit words, of values that lie as 64-bit words in two vectors: lane 2i belongs to word i of
/// the first, lane 2i + 1 to word i of the second. Splitting and joining by shift and mask keeps the order without any shuffle.
/// </summary>
internal ref struct Lookup3Vector
{
    /// <summary>Fewer values are hashed one at a time by code compiled ahead, before the vector code would be compiled.</summary>
    public const int LeastValues = 256;

    /// <summary>64-bit values hashed by one step.</summary>
    public static int Lanes => Vector<uint>.Count;

    private static Vector<ulong> LowWords => new(0xffffffffUL);

    public Vector<uint> A;
    public Vector<uint> B;
    public Vector<uint> C;

    /// <summary>The same state in all lanes.</summary>
    public Lookup3Vector(Lookup3State state)
    {
        A = new(state.A);
        B = new(state.B);
        C = new(state.C);
    }

    /// <summary>One seed per lane, none of them zero, for values of four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lookup3Vector(Vector<uint> seedHigh, Vector<uint> seedLow)
    {
        var start = new Vector<uint>(new Lookup3State(sizeof(uint), 0).A);
        A = start + seedHigh;
        B = start + seedLow;
        C = start;
        Mix();
    }

    /// <summary>The low halves of the words of two vectors, in lane order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> LowHalves(Vector<ulong> first, Vector<ulong> second) =>
        Vector.AsVectorUInt32((first & LowWords) | (second << 32));

    /// <summary>The high halves of the words of two vectors, in lane order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> HighHalves(Vector<ulong> first, Vector<ulong> second) =>
        Vector.AsVectorUInt32((first >>> 32) | Vector.AndNot(second, LowWords));

    /// <summary>The hashes b:c of the words of the first vector, after <see cref="Final"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<ulong> First() => (Vector.AsVectorUInt64(C) & LowWords) | (Vector.AsVectorUInt64(B) << 32);

    /// <summary>The hashes b:c of the words of the second vector, after <see cref="Final"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<ulong> Second() => (Vector.AsVectorUInt64(C) >>> 32) | Vector.AndNot(Vector.AsVectorUInt64(B), LowWords);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mix()
    {
        A = (A - C) ^ Rotate(C, 4);
        C += B;
        B = (B - A) ^ Rotate(A, 6);
        A += C;
        C = (C - B) ^ Rotate(B, 8);
        B += A;
        A = (A - C) ^ Rotate(C, 16);
        C += B;
        B = (B - A) ^ Rotate(A, 19);
        A += C;
        C = (C - B) ^ Rotate(B, 4);
        B += A;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Final()
    {
        C = (C ^ B) - Rotate(B, 14);
        A = (A ^ C) - Rotate(C, 11);
        B = (B ^ A) - Rotate(A, 25);
        C = (C ^ B) - Rotate(B, 16);
        A = (A ^ C) - Rotate(C, 4);
        B = (B ^ A) - Rotate(A, 14);
        C = (C ^ B) - Rotate(B, 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Rotate(Vector<uint> word, int bits) => (word << bits) | (word >>> (32 - bits));
}
