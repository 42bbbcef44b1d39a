using Platform.Columns.Batches;
using Platform.Formats.Parquet.Metadata;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Schema;

/// <summary>One column of values in the file: a field itself, the elements of a field that is a list, or a part of one that is nested deeper.</summary>
internal sealed record Leaf
{
    /// <summary>0-based position of the field it belongs to.</summary>
    public required int FieldIndex { get; init; }

    public required Field Field { get; init; }

    /// <summary>Type of the values: the field's, or its element's.</summary>
    public required LakeType Type { get; init; }

    /// <summary>Names from below the root down to the leaf.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    public required PhysicalType Physical { get; init; }

    /// <summary>Bytes of a FIXED_LEN_BYTE_ARRAY value, else 0.</summary>
    public int TypeLength { get; init; }

    /// <summary>The definition level of a present value: 0 for a required flat column, 1 for a nullable one, up to 3 in a list, more where nested deeper.</summary>
    public required int MaxDefinition { get; init; }

    /// <summary>How many lists and maps are around it.</summary>
    public required int MaxRepetition { get; init; }

    /// <summary>The way from a nested field to the leaf; empty for a flat column and for a list of flat values, which have paths of their own.</summary>
    public IReadOnlyList<LeafStep> Steps { get; init; } = [];

    public bool IsNested => Steps.Count > 0;

    /// <summary>The elements of a list that is the field itself.</summary>
    public bool IsList => MaxRepetition > 0 && !IsNested;

    /// <summary>Whether the elements of a list may be null.</summary>
    public bool NullableElements { get; init; }

    /// <summary>The definition level of an empty list; what is below it is a null list, what is above it an element.</summary>
    public int EmptyDefinition => MaxDefinition - 1 - (NullableElements ? 1 : 0);

    /// <summary>Bytes per value in PLAIN encoding; 0 for BYTE_ARRAY (a length and content) and for BOOLEAN (a bit).</summary>
    public int ValueWidth => Physical switch
    {
        PhysicalType.Int32 or PhysicalType.Float => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.FixedLenByteArray => TypeLength,
        _ => 0,
    };
}
