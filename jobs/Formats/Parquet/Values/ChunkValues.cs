using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Values;

/// <summary>
/// Encodes the values of one leaf and keeps their bounds, page by page and over the chunk. Used for one chunk after another:
/// <see cref="Begin"/>, then a <see cref="Take"/> per page, then <see cref="Statistics"/>.
/// </summary>
internal abstract class ChunkValues
{
    /// <summary>The encoder for a leaf's values.</summary>
    public static ChunkValues Create(Leaf leaf, int statisticsBytes) => leaf.Type switch
    {
        LakeType.Boolean => new BooleanValues(),
        LakeType.Real => new FloatingValues<float>(),
        LakeType.DoublePrecision => new FloatingValues<double>(),
        LakeType.Uuid => new UuidValues(),
        LakeType.Text => new BytesValues(statisticsBytes, text: true),
        LakeType.Binary => new BytesValues(statisticsBytes, text: false),
        _ => leaf.Type.Storage switch
        {
            Storage.Int32 => new IntegerValues<int>(),
            Storage.Int64 => new IntegerValues<long>(),
            _ => new DecimalValues(leaf.TypeLength),
        },
    };

    /// <summary>Starts a chunk of the column's values.</summary>
    public abstract void Begin(Column column);

    /// <summary>
    /// First slot that does not fit into a page any more, which holds slots from <paramref name="from"/> on and is given at most
    /// <paramref name="bytes"/> of PLAIN values, at least one slot, at most those before <paramref name="end"/>.
    /// </summary>
    public abstract int PageEnd(int from, int end, int bytes);

    /// <summary>
    /// Takes a page, the slots [from..to): their present values are appended to <paramref name="output"/> in PLAIN encoding, unless it is
    /// null because the page holds dictionary indices, which then are <paramref name="indices"/>.
    /// </summary>
    public abstract PageBounds Take(int from, int to, ReadOnlySpan<int> indices, GrowingBuffer? output);

    /// <summary>Appends all values of a dictionary in PLAIN encoding.</summary>
    public abstract void Dictionary(Column distinct, GrowingBuffer output);

    /// <summary>Bounds over the pages taken since <see cref="Begin"/>.</summary>
    public abstract ValueStatistics Statistics(long nulls, long? distinct);
}
