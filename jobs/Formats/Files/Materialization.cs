using Platform.Columns.Batches;

namespace Platform.Formats.Files;

/// <summary>Columns with all their values, for whoever reads no dictionaries.</summary>
internal static class Materialization
{
    /// <summary>Materialises a column and everything inside it.</summary>
    public static void Complete(Column column)
    {
        column.Materialize();
        switch (column)
        {
            case ListColumn list:
                Complete(list.Elements);
                break;
            case MapColumn map:
                map.Keys.Materialize();
                map.Values.Materialize();
                break;
            case StructColumn row:
                foreach (var member in row.Members) Complete(member);
                break;
        }
    }
}
