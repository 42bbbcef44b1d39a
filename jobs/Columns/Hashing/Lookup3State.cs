using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Columns.Hashing;

/// <summary>The three words of Bob Jenkins' lookup3, as PostgreSQL's <c>hashfn.c</c> starts, mixes and finishes them.</summary>
internal struct Lookup3State
{
    /// <summary>0x9e3779b9 + 3923095 of <c>hash_bytes_extended</c>; the length in bytes is added.</summary>
    private const uint Start = 0x9e3779b9 + 3923095;

    public uint A;
    public uint B;
    public uint C;

    /// <summary>The state before the first byte of a value of <paramref name="length"/> bytes. A seed of zero is not mixed in: PostgreSQL's rule.</summary>
    public Lookup3State(int length, ulong seed)
    {
        A = B = C = Start + (uint)length;
        if (seed == 0) return;
        A += (uint)(seed >> 32);
        B += (uint)seed;
        Mix();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mix()
    {
        A = (A - C) ^ BitOperations.RotateLeft(C, 4);
        C += B;
        B = (B - A) ^ BitOperations.RotateLeft(A, 6);
        A += C;
        C = (C - B) ^ BitOperations.RotateLeft(B, 8);
        B += A;
        A = (A - C) ^ BitOperations.RotateLeft(C, 16);
        C += B;
        B = (B - A) ^ BitOperations.RotateLeft(A, 19);
        A += C;
        C = (C - B) ^ BitOperations.RotateLeft(B, 4);
        B += A;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Final()
    {
        C = (C ^ B) - BitOperations.RotateLeft(B, 14);
        A = (A ^ C) - BitOperations.RotateLeft(C, 11);
        B = (B ^ A) - BitOperations.RotateLeft(A, 25);
        C = (C ^ B) - BitOperations.RotateLeft(B, 16);
        A = (A ^ C) - BitOperations.RotateLeft(C, 4);
        B = (B ^ A) - BitOperations.RotateLeft(A, 14);
        C = (C ^ B) - BitOperations.RotateLeft(B, 24);
        return (ulong)B << 32 | C;
    }

    /// <summary>The hash of one 32-bit value from the state that a seed gave for a length of 4; the state itself stays as it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Finish(uint value)
    {
        var state = this;
        state.A += value;
        return state.Final();
    }
}
