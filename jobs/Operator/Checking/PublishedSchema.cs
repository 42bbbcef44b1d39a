using Platform.Lake.Catalog;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Operator.Checking;

/// <summary>
/// An entry against the schema that readers have: a column that keeps its name keeps its type, or the entry's <c>version</c> is raised and a
/// new catalog table begins.
/// </summary>
internal static class PublishedSchema
{
    public static void Check(Entry entry, TableDefinition published, IReadOnlyList<ColumnRead> reads)
    {
        var now = reads.ToDictionary(read => CatalogNames.Column(read.Field.Name), read => CatalogTypes.Of(read.Field.Type, entry.Format), StringComparer.Ordinal);
        var changed = published.Columns
            .Where(column => now.TryGetValue(column.Name, out var type) && type != column.Type)
            .Select(column => $"  {column.Name}: published as {column.Type}, the entry now makes it {now[column.Name]}")
            .ToList();
        if (changed.Count == 0) return;
        throw new PlatformException(
            Stage.Schema, ExitCode.Data,
            $"readers of {published.Identifier} have other types for {(changed.Count == 1 ? "one column" : $"{changed.Count} columns")}:\n{string.Join('\n', changed)}",
            $"Raise the entry's version to {entry.Version + 1}: a new catalog table begins beside the old one.")
        {
            Kind = "published-schema",
            SourceName = entry.Source,
            Table = entry.Table.ToString(),
        };
    }
}
