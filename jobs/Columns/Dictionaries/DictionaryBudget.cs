using System.Numerics;

namespace Platform.Columns.Dictionaries;

/// <summary>What one column costs as plain values, to be held against what it costs by dictionary.</summary>
/// <param name="Values">Present values.</param>
/// <param name="PlainBytes">Their bytes in Parquet's PLAIN encoding.</param>
internal readonly record struct DictionaryBudget(int Values, long PlainBytes)
{
    /// <summary>Whether a dictionary of so many values and bytes (PLAIN as well), with one packed index per value, is worth it.</summary>
    public bool Pays(long distinct, long distinctBytes) =>
        distinct <= DictionaryLimits.MostDistinct
        && distinct * DictionaryLimits.LeastRepeats <= Values
        && distinctBytes <= DictionaryLimits.MostBytes
        && DictionaryLimits.Pays(distinctBytes + ((long)Values * IndexBits(distinct) / 8), PlainBytes);

    /// <summary>Whether it will, judged by a sample: the distinct values are foreseen, and are as long as those of the sample.</summary>
    public bool Promises(int sampled, int distinct, long distinctBytes)
    {
        var foreseen = DistinctEstimate.Foresee(sampled, distinct, Values);
        return Pays(foreseen, (long)((double)distinctBytes / distinct * foreseen));
    }

    /// <summary>Whether it still will, with <paramref name="done"/> values looked up: new ones are foreseen to come at a quarter of the pace of the last <paramref name="looked"/>.</summary>
    /// <param name="done">Values looked up, at least one.</param>
    /// <param name="distinct">Distinct ones among them.</param>
    /// <param name="distinctBytes">Their bytes.</param>
    /// <param name="looked">How many of the values were looked up last, at least one.</param>
    /// <param name="added">Distinct ones that those added.</param>
    public bool StillPromises(int done, long distinct, long distinctBytes, int looked, long added)
    {
        var foreseen = distinct + ((Values - done) * added / (looked * DictionaryLimits.PaceLoss));
        return Pays(foreseen, (long)((double)distinctBytes / distinct * foreseen));
    }

    private static int IndexBits(long distinct) => distinct <= 2 ? 1 : BitOperations.Log2((ulong)(distinct - 1)) + 1;
}
