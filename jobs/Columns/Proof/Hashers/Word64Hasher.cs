using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Columns.Proof.Hashers;

/// <summary>H8(v, C) of 64-bit integers and of the bits of doubles.</summary>
internal sealed class Word64Hasher<T>(ulong seed) : ColumnHasher
    where T : unmanaged
{
    private FixedColumn<T> _column = null!;

    private ReadOnlySpan<ulong> Words => MemoryMarshal.Cast<T, ulong>(_column.Values);

    public override void Start(Column column) => _column = (FixedColumn<T>)column;

    public override void Hash(int from, Span<ulong> hashes) => Hash8.Hash(Words.Slice(from, hashes.Length), seed, hashes);

    public override ulong HashAt(int slot, ulong seed) => Lookup3.Int64(Words[slot], seed);
}
