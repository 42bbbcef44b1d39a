using Platform.Operator.Desk;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Describing;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Session;

namespace Platform.Operator.Adding;

/// <summary>Proposals for live tables, and the tables of <c>--all</c> that may not be read.</summary>
internal sealed record Discovered(IReadOnlyList<TableDescription> Tables, IReadOnlyList<TableName> Unreadable);

/// <summary>Reads tables of a source and proposes their registry files.</summary>
internal sealed class TableDiscovery(Stack stack, TimeProvider clock)
{
    /// <summary>The named tables, or all where none is named.</summary>
    public async Task<Discovered> RunAsync(string source, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var url = ConnectionUrl.Parse(await stack.SourceUrlAsync(source, cancellationToken));
        try
        {
            await using var session = await SourceSession.OpenAsync(url, EntryDefaults.Guard, clock, cancellationToken, "platform tables add");
            var listed = names.Count > 0
                ? [.. names.Select(name => new ListedTable(Parse(name), TableKind.Table, true))]
                : await TableLister.ListAsync(session.Probe, null, cancellationToken);
            if (listed.Count == 0)
                throw new PlatformException(Stage.Schema, ExitCode.Unavailable, $"the database {url.Database} has no tables", "Check the URL's database name.") { Kind = "table-missing" };
            var tables = new List<TableDescription>();
            foreach (var table in listed.Where(table => table.Readable).DistinctBy(table => table.Name))
            {
                var live = await TableReader.ReadAsync(session.Probe, table.Name, cancellationToken);
                tables.Add(await TableDescriber.DescribeAsync(session.Probe, live, cancellationToken));
            }

            return new Discovered(tables, [.. listed.Where(table => !table.Readable).Select(table => table.Name)]);
        }
        catch (PlatformException failure) when (failure.SourceName is null)
        {
            throw new PlatformException(failure.Stage, failure.ExitCode, failure.Message, failure.Hint, failure)
            {
                Kind = failure.Kind,
                SourceName = source,
                Table = failure.Table,
                Column = failure.Column,
            };
        }
    }

    /// <summary><c>schema.table</c> as the registry writes it, else a table of schema public.</summary>
    private static TableName Parse(string name) => TableName.TryParse(name, out var table) ? table : new TableName("public", name);
}
