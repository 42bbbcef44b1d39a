using Platform.Columns.Batches;
using Platform.Columns.Kernels;

namespace Platform.Columns.Dictionaries;

/// <summary>Dictionary forms of text and bytes.</summary>
internal sealed class BytesDictionary(DictionaryHash hash)
{
    /// <summary>Parquet's PLAIN encoding puts a length of four bytes before each string.</summary>
    private const int LengthBytes = 4;

    private readonly BytesTable _table = new(hash);
    private readonly int[] _sample = new int[DictionaryLimits.SampleValues];

    public bool TryBuild(BytesColumn column, DictionaryForm form)
    {
        var present = column.Validity.PresentCount;
        var budget = new DictionaryBudget(present, column.Data.Length + ((long)LengthBytes * present));
        if (present >= DictionaryLimits.SampledFrom && !Promises(column, budget)) return false;
        var indices = form.Reserve(present);
        _table.Clear();
        var data = column.PaddedData;
        var offsets = column.Offsets;
        var runs = new PresentRuns(column.Validity);
        var (done, judged, countThen) = (0, 0, 0);
        while (runs.MoveNext())
        {
            for (var from = runs.From; from < runs.ToExcl; from += DictionaryLimits.Stride)
            {
                var toExcl = Math.Min(from + DictionaryLimits.Stride, runs.ToExcl);
                _table.Index(data, offsets, from, toExcl, indices[done..]);
                done += toExcl - from;
                if (done - judged < DictionaryLimits.Stride && done < present) continue;
                if (!budget.StillPromises(done, _table.Count, PlainBytes, done - judged, _table.Count - countThen)) return false;
                (judged, countThen) = (done, _table.Count);
            }
        }

        var distinct = (BytesColumn)form.Distinct;
        foreach (var row in _table.FirstRows) distinct.Append(column[row]);
        return true;
    }

    /// <summary>Of the distinct values.</summary>
    private long PlainBytes => _table.ByteCount + ((long)LengthBytes * _table.Count);

    /// <summary>The sample counts rows, not present values: among nulls it is thinner.</summary>
    private bool Promises(BytesColumn column, DictionaryBudget budget)
    {
        _table.Clear();
        var sampled = 0;
        foreach (var from in DictionaryLimits.Starts(column.Count))
        {
            for (var row = from; row < from + DictionaryLimits.SampleBlock; row++)
            {
                if (!column.Validity[row]) continue;
                _table.Index(column.PaddedData, column.Offsets, row, row + 1, _sample.AsSpan(sampled));
                sampled++;
            }
        }

        return sampled == 0 || budget.Promises(sampled, _table.Count, PlainBytes);
    }
}
