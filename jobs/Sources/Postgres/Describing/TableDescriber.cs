using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Writing;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Describing;

/// <summary>Proposes a registry file for a live table: every column in the form that keeps it exactly, and a comment wherever a choice was made.</summary>
public static class TableDescriber
{
    /// <param name="connection">Open, settings pinned.</param>
    /// <param name="table">As read by <see cref="TableReader"/>.</param>
    /// <param name="cancellation">Ends the look at the data.</param>
    /// <exception cref="PlatformException">Permission: no column may be read, or a policy would hide rows. Data, <c>no-columns</c>: there is none.</exception>
    public static async Task<TableDescription> DescribeAsync(NpgsqlConnection connection, LiveTable table, CancellationToken cancellation)
    {
        var readable = table.Columns.Where(c => c.Readable).ToList();
        ReadPermission.Check(table, readable.Count == 0 ? table.Columns : readable);
        var (columns, leftOut) = Choose(table);
        if (columns.Count == 0) throw NoColumn(table);
        var content = await ContentScan.ReadAsync(connection, table, columns, cancellation).ConfigureAwait(false);
        var proposals = columns.Select(c => ColumnProposal.For(c, content.Of(c.Name), table.MoneyScale)).ToList();
        var (key, keyComment) = KeyProposal.For(table, columns);
        return new TableDescription(
            new EntryFile
            {
                Table = table.Name,
                Description = table.Comment,
                Key = key,
                Columns = [.. proposals.Select(p => p.Column)],
            },
            new EntryComments
            {
                Header = Header(table, leftOut, content.Notice),
                Keys = new Dictionary<string, string> { [key is null ? "columns" : "key"] = keyComment }.Where(k => k.Value.Length > 0).ToDictionary(),
                Columns = proposals.Where(p => p.Comments.Count > 0).ToDictionary(p => p.Column.Name, p => string.Join("; ", p.Comments)),
            });
    }

    /// <summary>Columns that a lake table cannot hold beside the others, or that may not be read, are left out and told.</summary>
    private static (List<LiveColumn> Columns, List<string> LeftOut) Choose(LiveTable table)
    {
        var columns = new List<LiveColumn>();
        var leftOut = new List<string>();
        var taken = new HashSet<string>(ObjectLayout.PartitionKeys, StringComparer.Ordinal);
        foreach (var column in table.Columns)
        {
            if (!column.Readable) leftOut.Add($"left out: {column.Name} (the role {table.Role} may not read it)");
            else if (!taken.Add(CatalogNames.Column(column.Name))) leftOut.Add($"left out: {column.Name} (the catalog lower-cases names, and this one is taken)");
            else columns.Add(column);
        }

        return (columns, leftOut);
    }

    private static PlatformException NoColumn(LiveTable table) =>
        new(Stage.Schema, ExitCode.Data, $"The table {table.Name} has no column, and a file without columns holds nothing.", "Leave it out of the registry.")
        { Kind = "no-columns", Table = table.Name.ToString() };

    private static string? Header(LiveTable table, List<string> leftOut, string? notice)
    {
        List<string> lines = table.Kind switch
        {
            TableKind.View => ["a view: read in one stream; row-level security of the tables behind it is its owner's"],
            TableKind.MaterializedView => ["a materialized view: as of its last refresh"],
            TableKind.ForeignTable => ["a foreign table: its server has its own snapshot, so it is not consistent with other tables"],
            _ => [],
        };
        lines.AddRange(leftOut);
        if (notice is not null) lines.Add(notice);
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }
}
