namespace Platform.Columns.Dictionaries;

/// <summary>
/// How many distinct values a column will show, from a sample. n draws from D equally likely values show D (1 - e^(-n/D)) distinct ones; that
/// is solved for D and asked again for all values. Values that are not equally likely show fewer in the sample and are judged too kindly,
/// which costs a look at the whole column and never a dictionary that would have paid.
/// </summary>
internal static class DistinctEstimate
{
    /// <summary>Where each value was met 16 times on average, none is left unmet: e^-16.</summary>
    /// <param name="sampled">Values looked at.</param>
    /// <param name="distinct">Distinct ones among them, 1..sampled.</param>
    /// <param name="values">Values of the column, at least <paramref name="sampled"/>.</param>
    public static long Foresee(int sampled, int distinct, int values)
    {
        if (distinct >= sampled) return values;
        if (distinct <= sampled / 16) return distinct;
        var share = (double)distinct / sampled;
        double low = 0, high = 16;
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            if (Shown(middle) > share) low = middle;
            else high = middle;
        }

        var draws = high * values / sampled;
        return Math.Max(distinct, (long)(values * Shown(draws)));
    }

    /// <summary>Distinct values per draw, where each value is drawn <paramref name="times"/> times on average.</summary>
    private static double Shown(double times) => -(Math.Exp(-times) - 1) / times;
}
