using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Columns.Proof.Hashers;

/// <summary>HT(v, C) of UTF-8 text.</summary>
internal sealed class TextHasher(ulong seed) : ColumnHasher
{
    private readonly TextHash _hash = new(seed);
    private BytesColumn _column = null!;

    public override void Start(Column column) => _column = (BytesColumn)column;

    public override void Hash(int from, Span<ulong> hashes) =>
        _hash.Hash(_column.PaddedData, _column.Offsets.Slice(from, hashes.Length + 1), hashes);

    public override ulong HashAt(int slot, ulong seed) => Lookup3.Bytes(_column[slot], seed);
}
