using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>One node of the schema tree, which a file lists depth first. A node without physical type is a group of <see cref="Children"/> nodes.</summary>
internal sealed record SchemaElement(string Name)
{
    public PhysicalType? Physical { get; init; }

    /// <summary>Bytes of a FIXED_LEN_BYTE_ARRAY value, else 0.</summary>
    public int TypeLength { get; init; }

    /// <summary>Null at the root only.</summary>
    public Repetition? Repetition { get; init; }

    public int Children { get; init; }

    public ConvertedType? Converted { get; init; }

    public LogicalType Logical { get; init; }

    /// <summary>Precision and scale beside <see cref="ConvertedType.Decimal"/>, for readers older than logical types.</summary>
    public int Precision { get; init; }

    public int Scale { get; init; }

    public void Write(ref CompactWriter writer)
    {
        writer.BeginStruct();
        if (Physical is { } physical) writer.I32(1, (int)physical);
        if (TypeLength > 0) writer.I32(2, TypeLength);
        if (Repetition is { } repetition) writer.I32(3, (int)repetition);
        writer.Text(4, Name);
        if (Physical is null) writer.I32(5, Children);
        if (Converted is { } converted) writer.I32(6, (int)converted);
        if (Converted == ConvertedType.Decimal)
        {
            writer.I32(7, Scale);
            writer.I32(8, Precision);
        }

        if (Logical.Kind != LogicalKind.None) Logical.Write(ref writer, 10);
        writer.EndStruct();
    }
}
