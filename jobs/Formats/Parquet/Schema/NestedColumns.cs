using Platform.Columns.Batches;

namespace Platform.Formats.Parquet.Schema;

/// <summary>From a nested column of a batch to its parts, along the steps of a leaf.</summary>
internal static class NestedColumns
{
    public static Column Part(Column column, LeafStep step) => column switch
    {
        StructColumn parts => parts.Members[step.Part],
        ListColumn list => list.Elements,
        MapColumn map => step.Part == 0 ? map.Keys : map.Values,
        _ => throw new InvalidOperationException($"Column {column.Field.Name} has no parts."),
    };

    /// <summary>The column that holds the leaf's values.</summary>
    public static Column Leaf(Column column, Leaf leaf)
    {
        foreach (var step in leaf.Steps) column = Part(column, step);
        return column;
    }

    /// <summary>The offsets of a list or map.</summary>
    public static ReadOnlySpan<int> Offsets(Column column) => column is ListColumn list ? list.Offsets : ((MapColumn)column).Offsets;
}
