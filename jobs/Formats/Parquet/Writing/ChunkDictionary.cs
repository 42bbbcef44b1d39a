using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Decides per chunk whether it is written as a dictionary and indices.</summary>
internal sealed class ChunkDictionary(Leaf leaf, WriterOptions options, DictionaryBuilder builder)
{
    /// <summary>The dictionary form to write, or null for plain values.</summary>
    public DictionaryForm? Form { get; private set; }

    /// <summary>Bits of an index.</summary>
    public int IndexWidth { get; private set; }

    /// <summary>Distinct values of the chunk where they are known.</summary>
    public long? DistinctCount { get; private set; }

    public void Begin(Column values)
    {
        (Form, DistinctCount) = (null, null);
        if (!options.Dictionaries || leaf.Physical == PhysicalType.Boolean) return;
        if (!builder.TryBuild(values)) return;
        Form = values.Dictionary!;
        // A form that a reader filled may name a value twice.
        DistinctCount = Form.IsExact ? Form.Distinct.Count : null;
        IndexWidth = BitPacking.WidthOf(Math.Max(0, Form.Distinct.Count - 1));
    }
}
