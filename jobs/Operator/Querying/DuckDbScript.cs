using System.Text;
using System.Text.RegularExpressions;
using Platform.Lake.Catalog;

namespace Platform.Operator.Querying;

/// <summary>
/// SQL by which DuckDB answers a query over a lake in a directory: one view for each table that the query names, over the files that the catalog shows, and
/// none of attempts that were not published.
/// </summary>
internal static class DuckDbScript
{
    /// <param name="sql">The query.</param>
    /// <param name="tables">All tables there are.</param>
    /// <param name="catalog">The lake's own.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<string> WriteAsync(string sql, IEnumerable<TableIdentifier> tables, ICatalog catalog, CancellationToken cancellation)
    {
        var script = new StringBuilder();
        var schemas = new List<string>();
        foreach (var table in tables)
        {
            if (Names(sql, table.Name))
                Add(table, [.. (await catalog.ListPartitionsAsync(table, cancellation)).Select(Partition)]);
            if (Names(sql, table.Latest.Name) && await catalog.GetLatestAsync(table, cancellation) is { } latest)
                Add(table.Latest, [$"select * from {Files(latest)}"]);
        }

        if (schemas.Count > 0) script.Append($"set search_path = '{string.Join(',', schemas)}';\n");
        return script.Append(sql).Append(";\n").ToString();

        void Add(TableIdentifier view, IReadOnlyList<string> selects)
        {
            if (selects.Count == 0) return;
            var schema = Quoted(view.Database);
            if (!schemas.Contains(view.Database))
            {
                schemas.Add(view.Database);
                script.Append($"create schema if not exists {schema};\n");
            }

            script.Append($"create view {schema}.{Quoted(view.Name)} as\n  {string.Join("\n  union all by name ", selects)};\n");
        }
    }

    /// <summary>The keys are the catalog's, not the path's: files may be shared with an earlier hour.</summary>
    private static string Partition(Pointer pointer) =>
        $"select *, '{pointer.Parameters.SnapshotTime.DatePartition}' as snapshot_date, '{pointer.Parameters.SnapshotTime.HourPartition}' as snapshot_hour from {Files(pointer)}";

    private static string Files(Pointer pointer)
    {
        var files = $"'{pointer.Location.LocalPath.Replace("'", "''", StringComparison.Ordinal)}part-*'";
        return pointer.Format switch
        {
            "avro" => $"read_avro({files})",
            "csv" => $"read_csv({files}, hive_partitioning = false)",
            "jsonl" => $"read_json({files}, format = 'newline_delimited', hive_partitioning = false)",
            _ => $"read_parquet({files}, hive_partitioning = false)",
        };
    }

    private static bool Names(string sql, string table) => Regex.IsMatch(sql, $@"(?<![\w$]){Regex.Escape(table)}(?![\w$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
