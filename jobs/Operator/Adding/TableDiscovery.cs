using Platform.Operator.Answers;
using Platform.Operator.Desk;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Describing;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Session;

namespace Platform.Operator.Adding;

/// <summary>Proposals for live tables, and the tables of <c>--all</c> that a registry cannot hold, each with the reason.</summary>
internal sealed record Discovered(IReadOnlyList<TableDescription> Tables, IReadOnlyList<LeftOutTable> LeftOut);

/// <summary>Reads tables of a source and proposes their registry files.</summary>
internal sealed class TableDiscovery(Stack stack, TimeProvider clock)
{
    /// <summary>The named tables, or all where none is named.</summary>
    public async Task<Discovered> RunAsync(string source, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var url = await stack.SourceAsync(source, cancellationToken);
        try
        {
            await using var session = await SourceSession.OpenAsync(url, EntryDefaults.Guard, clock, cancellationToken, "platform tables add");
            var listed = names.Count > 0
                ? [.. names.Select(name => new ListedTable(Parse(name), TableKind.Table, true))]
                : await TableLister.ListAsync(session.Probe, null, cancellationToken);
            if (listed.Count == 0)
                throw new PlatformException(Stage.Schema, ExitCode.Unavailable, $"the database {url.Database} has no tables", "Check the URL's database name.") { Kind = FailureKinds.TableMissing };
            var tables = new List<TableDescription>();
            var leftOut = new List<LeftOutTable>();
            var taken = new TakenNames();
            foreach (var table in listed.DistinctBy(table => table.Name))
            {
                try
                {
                    if (!table.Readable) leftOut.Add(new LeftOutTable(table.Name.ToString(), "this role may not read it"));
                    else tables.Add(await DescribeAsync(session, table.Name, taken, cancellationToken));
                }
                catch (PlatformException failure) when (names.Count == 0 && failure.ExitCode is ExitCode.Data or ExitCode.Permission)
                {
                    // One table of many must not keep the others from the registry.
                    leftOut.Add(new LeftOutTable(table.Name.ToString(), failure.Hint is null ? failure.Message : $"{failure.Message} {failure.Hint}"));
                }
            }

            return new Discovered(tables, leftOut);
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

    private static async Task<TableDescription> DescribeAsync(SourceSession session, TableName name, TakenNames taken, CancellationToken cancellationToken)
    {
        taken.Take(name);
        var live = await TableReader.ReadAsync(session.Probe, name, cancellationToken);
        return await TableDescriber.DescribeAsync(session.Probe, live, cancellationToken);
    }

    /// <summary><c>schema.table</c> as the registry writes it, else a table of schema public.</summary>
    private static TableName Parse(string name) => TableName.TryParse(name, out var table) ? table : new TableName("public", name);
}
