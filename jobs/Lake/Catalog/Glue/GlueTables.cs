using Platform.Aws.Glue;

namespace Platform.Lake.Catalog.Glue;

/// <summary>A deployed table as the lake's own definition, and whether snapshots of another definition fit it.</summary>
internal static class GlueTables
{
    private const string Classification = "classification";

    public static TableDefinition ToDefinition(TableIdentifier identifier, GlueTable table) => new()
    {
        Identifier = identifier,
        Description = table.Description,
        Columns = Columns(table.StorageDescriptor),
        Format = FormatOf(table.Parameters),
    };

    public static List<CatalogColumn> Columns(GlueStorage? storage) => [.. (storage?.Columns ?? []).Select(c => new CatalogColumn(c.Name, c.Type ?? "string", c.Comment))];

    /// <summary>Glue's word for a format; only JSON lines differ from the registry's.</summary>
    public static string ClassificationOf(string format) => format == "jsonl" ? "json" : format;

    public static string FormatOf(IReadOnlyDictionary<string, string>? parameters) =>
        parameters?.GetValueOrDefault(Classification) switch
        {
            null => "unknown",
            "json" => "jsonl",
            var same => same,
        };

    public static IEnumerable<KeyValuePair<string, string>> FormatParameters(string format) => [new(Classification, ClassificationOf(format))];

    /// <summary>
    /// Each partition carries its own columns, and Athena holds them against the table's by name: a column the table lacks, or has with another type, would be
    /// invisible or end every query. Further columns of the table are read as null.
    /// </summary>
    /// <exception cref="Registry.Failures.PlatformException"><c>table-outdated</c>.</exception>
    public static void CheckDeployed(TableDefinition wanted, GlueTable table)
    {
        var format = FormatOf(table.Parameters);
        if (format != wanted.Format) throw GlueFailures.Outdated(wanted.Identifier, $"is of format {format}, expected {wanted.Format}");
        var types = Columns(table.StorageDescriptor).ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        foreach (var column in wanted.Columns)
        {
            if (!types.TryGetValue(column.Name, out var type)) throw GlueFailures.Outdated(wanted.Identifier, $"has no column {column.Name}, expected {column.Type}");
            if (type != column.Type) throw GlueFailures.Outdated(wanted.Identifier, $"has column {column.Name} as {type}, expected {column.Type}");
        }
    }
}
