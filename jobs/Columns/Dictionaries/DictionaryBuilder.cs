using Platform.Columns.Batches;

namespace Platform.Columns.Dictionaries;

/// <summary>
/// Puts dictionary forms beside the values of columns where that makes files smaller. Columns that will not pay are recognised from a sample.
/// One per stream; its tables are kept and reused. Not safe for two threads at once.
/// </summary>
public sealed class DictionaryBuilder
{
    private readonly FixedDictionary _fixed;
    private readonly BytesDictionary _bytes;

    public DictionaryBuilder()
    {
        var hash = new DictionaryHash();
        _fixed = new FixedDictionary(hash);
        _bytes = new BytesDictionary(hash);
    }

    /// <summary>Looks at every column of a complete batch, once; columns that have a dictionary already are left alone.</summary>
    public void Build(ColumnBatch batch)
    {
        for (var c = 0; c < batch.Columns.Count; c++) TryBuild(batch.Columns[c]);
    }

    /// <summary>
    /// Gives a complete column its <see cref="Column.Dictionary"/> if that pays. Of a list, struct or map it is the parts that get one; true where any did.
    /// Booleans never get one: a bit is the shortest index.
    /// </summary>
    public bool TryBuild(Column column)
    {
        if (column.Dictionary is not null) return true;
        switch (column)
        {
            case ListColumn list: return TryBuild(list.Elements);
            case MapColumn map: return TryBuild(map.Keys) | TryBuild(map.Values);
            case StructColumn parts: return TryBuildMembers(parts);
        }

        var present = column.Validity.PresentCount;
        if (present < DictionaryLimits.LeastValues || column.IsDictionaryRefused) return false;
        var form = column.DescribeByDictionary();
        var built = column switch
        {
            FixedColumn<int> c => _fixed.TryBuild(c, form),
            FixedColumn<long> c => _fixed.TryBuild(c, form),
            FixedColumn<float> c => _fixed.TryBuild<float, uint>(c, form),
            FixedColumn<double> c => _fixed.TryBuild<double, ulong>(c, form),
            FixedColumn<Int128> c => _fixed.TryBuild<Int128, UInt128>(c, form),
            FixedColumn<UInt128> c => _fixed.TryBuild<UInt128, UInt128>(c, form),
            BytesColumn c => _bytes.TryBuild(c, form),
            _ => false,
        };
        if (built) form.Commit(present);
        else column.RefuseDictionary();
        return built;
    }

    private bool TryBuildMembers(StructColumn column)
    {
        var any = false;
        for (var i = 0; i < column.Members.Count; i++) any |= TryBuild(column.Members[i]);
        return any;
    }
}
