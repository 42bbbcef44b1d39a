using Platform.Columns.Batches;
using Platform.Columns.Hashing;
using Platform.Columns.Proof.Hashers;

namespace Platform.Columns.Proof;

/// <summary>The proof of one column as it grows, and its share of the row words. A batch is taken in tiles that start at multiples of 64 rows.</summary>
internal sealed class ColumnSum(Field description, int index, ProofSeed seed)
{
    private readonly ColumnHasher _hasher = ColumnHasher.Create(description, Lookup3.Int32((uint)index, (ulong)seed.Value));
    private readonly ulong _nullHash = Lookup3.Int32((uint)(-1 - index), (ulong)seed.Value);
    private Column _column = null!;
    private DictionaryForm? _form;
    private ulong[] _distinct = [];
    private int _nextIndex;
    private long _present;
    private ulong _sum;

    public ColumnProof Proof => new(description.Name, _present, (long)_sum);

    public void Start(Column column)
    {
        _column = column;
        _form = column.Dictionary is { } form && (!column.IsMaterialized || Pays(form)) ? form : null;
        _nextIndex = 0;
        _present += column.Validity.PresentCount;
        if (_form is null)
        {
            if (column.Validity.PresentCount > 0) _hasher.Start(column);
            return;
        }

        var count = _form.Distinct.Count;
        if (_distinct.Length < count) _distinct = new ulong[Math.Max(count, 2 * _distinct.Length)];
        _hasher.Start(_form.Distinct);
        _hasher.Hash(0, _distinct.AsSpan(0, count));
    }

    /// <summary>Takes rows [from..from + rows.Length): adds their hashes to the sum and mixes them into the row words.</summary>
    public void Add(int from, Span<ulong> hashes, Span<ulong> rows)
    {
        hashes = hashes[..rows.Length];
        if (_column.Validity.PresentCount == 0)
        {
            HashFold.Mix(_nullHash, rows);
            return;
        }

        var nulls = 0;
        if (_form is not null)
        {
            nulls = Spread(from, hashes);
        }
        else
        {
            _hasher.Hash(from, hashes);
            if (_column.NullCount > 0) nulls = NullFill.Overwrite(_column.Validity.Words[(from >> 6)..], _nullHash, hashes);
        }

        _sum += HashFold.SumAndMix(hashes, rows) - ((ulong)nulls * _nullHash);
    }

    private int Spread(int from, Span<ulong> hashes)
    {
        var indices = _form!.Indices[_nextIndex..];
        var distinct = _distinct.AsSpan(0, _form.Distinct.Count);
        var used = hashes.Length;
        if (_column.NullCount == 0) NullFill.Gather(indices[..used], distinct, hashes);
        else used = NullFill.Spread(_column.Validity.Words[(from >> 6)..], indices, distinct, _nullHash, hashes);
        _nextIndex += used;
        return hashes.Length - used;
    }

    /// <summary>Words of up to 64 bits are hashed about as fast as looked up; a dictionary saves work for all others.</summary>
    private static bool Pays(DictionaryForm form) => form.Distinct is BytesColumn or FixedColumn<Int128> or FixedColumn<UInt128>;
}
