namespace Platform.Columns.Dictionaries;

/// <summary>When a dictionary is tried, and when it pays.</summary>
internal static class DictionaryLimits
{
    /// <summary>Below this many present values a dictionary page costs a reader more than it saves.</summary>
    public const int LeastValues = 64;

    /// <summary>An index of 18 bits is half a plain 32-bit value, and the tables stay within a few megabytes.</summary>
    public const int MostDistinct = 1 << 18;

    /// <summary>Each value occurs twice on average, or the look-ups of writer and readers save next to nothing.</summary>
    public const int LeastRepeats = 2;

    /// <summary>
    /// New values come ever more slowly; at less than a quarter of the present pace on average only where the column changes its nature. Judged
    /// so, a column of random text is given up at a third of its rows, and one that goes through a cycle of values is not.
    /// </summary>
    public const int PaceLoss = 4;

    /// <summary>Readers hold a dictionary page in memory whole; parquet-java's default limit is 1 MiB, DuckDB's 1 GiB.</summary>
    public const long MostBytes = 8 << 20;

    /// <summary>Columns longer than this are sampled before all their values are looked up.</summary>
    public const int SampledFrom = 4 * SampleValues;

    /// <summary>With 4,096 values the number of distinct ones is foreseen within about a tenth up to 100,000, at 3% of the work on a row group.</summary>
    public const int SampleValues = SampleBlocks * SampleBlock;

    /// <summary>Spread over the column, so that cycles are seen; each of neighbours, so that runs are seen.</summary>
    private const int SampleBlocks = 64;

    public const int SampleBlock = 64;

    /// <summary>Tables of fewer slots than 2 to this grow fourfold, which moves each entry less often; larger ones twofold, for the sake of memory.</summary>
    public const int LargeSlotBits = 16;

    /// <summary>Values looked up between two looks at what the dictionary has cost so far.</summary>
    public const int Stride = 8192;

    /// <summary>
    /// The first slots of the blocks to sample of so many: one in each 64th part, at a place that is fixed but not regular, because regular
    /// places can keep missing the repeats of a cycle.
    /// </summary>
    public static SampleStarts Starts(int slots) => new(slots, SampleBlocks, SampleBlock);

    /// <summary>Dictionary and indices must take at most 3/4 of the plain values: below that the compressor does as well on plain ones.</summary>
    public static bool Pays(long encodedBytes, long plainBytes) => encodedBytes * 4 <= plainBytes * 3;
}
