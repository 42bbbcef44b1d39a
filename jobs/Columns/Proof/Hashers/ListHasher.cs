using Platform.Columns.Batches;
using Platform.Columns.Hashing;
using Platform.Registry.Types;

namespace Platform.Columns.Proof.Hashers;

/// <summary>H4(n, H8(L, C)) of lists, L the sum of element hashes, each under the seed of its place.</summary>
internal sealed class ListHasher : ColumnHasher
{
    /// <summary>Places below this have their seeds ready: 1 KiB a column; lists are seldom longer.</summary>
    private const int ReadyPlaces = 64;

    private readonly ulong _seed;
    private readonly ulong[] _elementSeeds = new ulong[ReadyPlaces];
    private readonly ulong[] _nullHashes = new ulong[ReadyPlaces];
    private readonly ColumnHasher _elements;
    private ListColumn _column = null!;

    public ListHasher(LakeType element, ulong seed)
    {
        _seed = seed;
        _elements = Create(new Field("element", element), seed);
        for (var place = 0; place < ReadyPlaces; place++)
        {
            _elementSeeds[place] = ElementSeed(place, seed);
            _nullHashes[place] = NullHash(place, seed);
        }
    }

    /// <summary>Elements held by a dictionary are materialised: every place has its own seed, so distinct values cannot share a hash.</summary>
    public override void Start(Column column)
    {
        _column = (ListColumn)column;
        _column.Elements.Materialize();
        _elements.Start(_column.Elements);
    }

    public override void Hash(int from, Span<ulong> hashes)
    {
        var offsets = _column.Offsets.Slice(from, hashes.Length + 1);
        for (var i = 0; i < hashes.Length; i++) hashes[i] = ElementSum(offsets[i], offsets[i + 1], _seed);
        Hash8.Hash(hashes, _seed, hashes);
        for (var i = 0; i < hashes.Length; i++) hashes[i] = Lookup3.Int32((uint)(offsets[i + 1] - offsets[i]), hashes[i]);
    }

    public override ulong HashAt(int slot, ulong seed)
    {
        var start = _column.Offsets[slot];
        var end = _column.Offsets[slot + 1];
        return Lookup3.Int32((uint)(end - start), Lookup3.Int64(ElementSum(start, end, seed), seed));
    }

    private ulong ElementSum(int start, int end, ulong seed)
    {
        var validity = _column.Elements.Validity;
        var ready = seed == _seed ? ReadyPlaces : 0;
        ulong sum = 0;
        for (var slot = start; slot < end; slot++)
        {
            var place = slot - start;
            sum += validity[slot]
                ? _elements.HashAt(slot, place < ready ? _elementSeeds[place] : ElementSeed(place, seed))
                : place < ready ? _nullHashes[place] : NullHash(place, seed);
        }

        return sum;
    }

    private static ulong ElementSeed(int place, ulong seed) => Lookup3.Int32((uint)place, seed);

    private static ulong NullHash(int place, ulong seed) => Lookup3.Int32((uint)(-1 - place), seed);
}
