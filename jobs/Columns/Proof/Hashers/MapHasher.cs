using Platform.Columns.Batches;
using Platform.Columns.Hashing;

namespace Platform.Columns.Proof.Hashers;

/// <summary>H4(n, H8(E, C)) of maps, E the sum of the hashes of their entries, each a struct of key and value: their order does not matter.</summary>
internal sealed class MapHasher(ulong seed) : ColumnHasher
{
    private MapColumn _column = null!;

    public override void Start(Column column)
    {
        _column = (MapColumn)column;
        _column.Keys.Materialize();
        _column.Values.Materialize();
    }

    public override void Hash(int from, Span<ulong> hashes)
    {
        for (var i = 0; i < hashes.Length; i++) hashes[i] = HashAt(from + i, seed);
    }

    public override ulong HashAt(int slot, ulong seed)
    {
        var start = _column.Offsets[slot];
        var end = _column.Offsets[slot + 1];
        var keySeed = Lookup3.Int32(0, seed);
        var valueSeed = Lookup3.Int32(1, seed);
        var nullValue = Lookup3.Int32(unchecked((uint)-2), seed);
        ulong sum = 0;
        for (var entry = start; entry < end; entry++)
        {
            var value = _column.Values.Validity[entry] ? Lookup3.Bytes(_column.Values[entry], valueSeed) : nullValue;
            sum += Lookup3.Int64(Lookup3.Bytes(_column.Keys[entry], keySeed) ^ value, seed);
        }

        return Lookup3.Int32((uint)(end - start), Lookup3.Int64(sum, seed));
    }
}
