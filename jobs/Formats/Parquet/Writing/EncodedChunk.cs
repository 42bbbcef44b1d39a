using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Writing;

/// <summary>A chunk that was encoded, and what the page index will say of its pages.</summary>
internal sealed record EncodedChunk(Leaf Leaf, ChunkMetadata Metadata, IReadOnlyList<PageEntry> Pages)
{
    /// <summary>False where a page with values has no bounds (nothing but NaN): such a column index must not be written.</summary>
    public bool HasColumnIndex => Pages.All(p => p.IsNull || p.Min is not null);
}
