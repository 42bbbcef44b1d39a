using Platform.Columns.Batches;
using Platform.Columns.Kernels;

namespace Platform.Columns.Dictionaries;

/// <summary>Dictionary forms of text and bytes.</summary>
internal sealed class BytesDictionary(DictionaryHash hash)
{
    /// <summary>Parquet's PLAIN encoding puts a length of four bytes before each string.</summary>
    private const int LengthBytes = 4;

    private readonly BytesTable _table = new(hash);

    public bool TryBuild(BytesColumn column, DictionaryForm form)
    {
        var present = column.Validity.PresentCount;
        var budget = new DictionaryBudget(present, column.Data.Length + ((long)LengthBytes * present));
        var indices = form.Reserve(present);
        if (present >= DictionaryLimits.SampledFrom && !Promises(column, budget, indices)) return false;
        _table.Clear();
        var data = column.PaddedData;
        var offsets = column.Offsets;
        var runs = new PresentRuns(column.Validity);
        var done = 0;
        while (runs.MoveNext())
        {
            for (var from = runs.From; from < runs.ToExcl; from += DictionaryLimits.Stride)
            {
                var toExcl = Math.Min(from + DictionaryLimits.Stride, runs.ToExcl);
                _table.Index(data, offsets, from, toExcl, indices[done..]);
                done += toExcl - from;
                if (!Pays(budget)) return false;
            }
        }

        var distinct = (BytesColumn)form.Distinct;
        foreach (var row in _table.FirstRows) distinct.Append(column[row]);
        return true;
    }

    private bool Pays(DictionaryBudget budget) => budget.Pays(_table.Count, _table.ByteCount + ((long)LengthBytes * _table.Count));

    /// <summary>The sample counts rows, not present values: among nulls it is thinner.</summary>
    private bool Promises(BytesColumn column, DictionaryBudget budget, Span<int> scratch)
    {
        _table.Clear();
        var sampled = 0;
        foreach (var from in DictionaryLimits.Starts(column.Count))
        {
            for (var row = from; row < from + DictionaryLimits.SampleBlock; row++)
            {
                if (!column.Validity[row]) continue;
                _table.Index(column.PaddedData, column.Offsets, row, row + 1, scratch[sampled..]);
                sampled++;
            }
        }

        return sampled == 0 || budget.Promises(sampled, _table.Count, _table.ByteCount + ((long)LengthBytes * _table.Count));
    }
}
