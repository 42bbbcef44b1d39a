using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Columns.Proof.Hashers;

/// <summary>H8(low, H8(high, C)) of 128-bit decimals and of uuids.</summary>
internal sealed class Word128Hasher<T>(ulong seed) : ColumnHasher
    where T : unmanaged
{
    private FixedColumn<T> _column = null!;
    private ulong[] _low = [];

    private ReadOnlySpan<UInt128> Words => MemoryMarshal.Cast<T, UInt128>(_column.Values);

    public override void Start(Column column) => _column = (FixedColumn<T>)column;

    public override void Hash(int from, Span<ulong> hashes)
    {
        if (_low.Length < hashes.Length) _low = new ulong[hashes.Length];
        var values = Words.Slice(from, hashes.Length);
        for (var i = 0; i < values.Length; i++)
        {
            hashes[i] = (ulong)(values[i] >> 64);
            _low[i] = (ulong)values[i];
        }

        Hash8.Hash(hashes, seed, hashes);
        Hash8.Hash(_low.AsSpan(0, hashes.Length), hashes, hashes);
    }

    public override ulong HashAt(int slot, ulong seed) => Lookup3.Int128(Words[slot], seed);
}
