using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Columns.Proof.Hashers;

/// <summary>H4(v, C) of 32-bit integers and of the bits of floats.</summary>
internal sealed class Word32Hasher<T>(ulong seed) : ColumnHasher
    where T : unmanaged
{
    private FixedColumn<T> _column = null!;

    private ReadOnlySpan<uint> Words => MemoryMarshal.Cast<T, uint>(_column.Values);

    public override void Start(Column column) => _column = (FixedColumn<T>)column;

    public override void Hash(int from, Span<ulong> hashes) => Hash4.Hash(Words.Slice(from, hashes.Length), seed, hashes);

    public override ulong HashAt(int slot, ulong seed) => Lookup3.Int32(Words[slot], seed);
}
