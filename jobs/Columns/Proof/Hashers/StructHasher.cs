using Platform.Columns.Batches;
using Platform.Columns.Hashing;
using Platform.Registry.Types;

namespace Platform.Columns.Proof.Hashers;

/// <summary>H8(M, C) of structs, M the XOR of member hashes, each under the seed of its place.</summary>
internal sealed class StructHasher : ColumnHasher
{
    private readonly ulong _seed;
    private readonly ColumnHasher[] _members;
    private readonly ulong[] _nullHashes;
    private StructColumn _column = null!;
    private ulong[] _hashes = [];

    public StructHasher(LakeType.Struct type, ulong seed)
    {
        _seed = seed;
        _members = [.. type.Fields.Select((f, place) => Create(new Field(f.Name, f.Type), MemberSeed(place, seed)))];
        _nullHashes = [.. type.Fields.Select((_, place) => NullHash(place, seed))];
    }

    public override void Start(Column column)
    {
        _column = (StructColumn)column;
        for (var j = 0; j < _members.Length; j++)
        {
            _column.Members[j].Materialize();
            _members[j].Start(_column.Members[j]);
        }
    }

    /// <summary><paramref name="from"/> is a multiple of 64, so that the words of validity start there.</summary>
    public override void Hash(int from, Span<ulong> hashes)
    {
        if (_hashes.Length < hashes.Length) _hashes = new ulong[hashes.Length];
        var member = _hashes.AsSpan(0, hashes.Length);
        hashes.Clear();
        for (var j = 0; j < _members.Length; j++)
        {
            _members[j].Hash(from, member);
            var validity = _column.Members[j].Validity;
            if (validity.NullCount > 0) NullFill.Overwrite(validity.Words[(from >> 6)..], _nullHashes[j], member);
            HashFold.SumAndMix(member, hashes);
        }

        Hash8.Hash(hashes, _seed, hashes);
    }

    public override ulong HashAt(int slot, ulong seed)
    {
        ulong mixed = 0;
        for (var j = 0; j < _members.Length; j++)
        {
            mixed ^= _column.Members[j].Validity[slot] ? _members[j].HashAt(slot, MemberSeed(j, seed)) : NullHash(j, seed);
        }

        return Lookup3.Int64(mixed, seed);
    }

    private static ulong MemberSeed(int place, ulong seed) => Lookup3.Int32((uint)place, seed);

    private static ulong NullHash(int place, ulong seed) => Lookup3.Int32((uint)(-1 - place), seed);
}
