using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Columns.Proof.Hashers;

/// <summary>HT(lower-case hexadecimal of v, C) of bytes: PostgreSQL 13 has no SQL-callable hash of bytea.</summary>
internal sealed class BinaryHasher(ulong seed) : ColumnHasher
{
    private BytesColumn _column = null!;

    public override void Start(Column column) => _column = (BytesColumn)column;

    public override void Hash(int from, Span<ulong> hashes)
    {
        for (var i = 0; i < hashes.Length; i++) hashes[i] = HexHash.Hash(_column[from + i], seed);
    }

    public override ulong HashAt(int slot, ulong seed) => HexHash.Hash(_column[slot], seed);
}
