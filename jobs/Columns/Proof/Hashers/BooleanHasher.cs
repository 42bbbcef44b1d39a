using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Columns.Proof.Hashers;

/// <summary>H4(0 or 1, C): two hashes to choose from.</summary>
internal sealed class BooleanHasher(ulong seed) : ColumnHasher
{
    private readonly ulong[] _hashes = [Lookup3.Int32(0, seed), Lookup3.Int32(1, seed)];
    private FixedColumn<byte> _column = null!;

    public override void Start(Column column) => _column = (FixedColumn<byte>)column;

    public override void Hash(int from, Span<ulong> hashes)
    {
        var values = _column.Values.Slice(from, hashes.Length);
        for (var i = 0; i < values.Length; i++) hashes[i] = _hashes[values[i]];
    }

    public override ulong HashAt(int slot, ulong seed) => Lookup3.Int32(_column.Values[slot], seed);
}
