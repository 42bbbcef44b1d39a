using Platform.Columns.Batches;
using Platform.Registry.Failures;

namespace Platform.Formats.Files;

/// <summary>What the fields of any file, and the nulls in them, may be.</summary>
internal static class FieldRules
{
    /// <exception cref="PlatformException">There is none, or a name occurs twice (78).</exception>
    public static void Check(IReadOnlyList<Field> fields)
    {
        if (fields.Count == 0) throw Refused("no-columns", null, "A file needs at least one column and none was given.", null);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!names.Add(field.Name)) throw Refused("duplicate-column", field.Name, "The column's name occurs twice in one file.", "Give each column a name of its own.");
        }
    }

    /// <exception cref="PlatformException">A null in a column that is declared not null (65), with its row.</exception>
    public static void RequirePresent(Column column, long rowsBefore)
    {
        if (column.Field.Nullable || column.NullCount == 0) return;
        var row = 0;
        while (column.Validity[row]) row++;
        throw new PlatformException(Stage.Encode, ExitCode.Data, "A null was read for a column that is declared not null.",
            "Set nullable: true for the column in the table's entry.")
        {
            Kind = "null-in-required-column",
            Column = column.Field.Name,
            RowNumber = rowsBefore + row + 1,
        };
    }

    private static PlatformException Refused(string kind, string? column, string message, string? hint) =>
        new(Stage.Configure, ExitCode.Configuration, message, hint) { Kind = kind, Column = column };
}
