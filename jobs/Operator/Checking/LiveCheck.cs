using Platform.Lake.Catalog;
using Platform.Operator.Answers;
using Platform.Operator.Desk;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Loading;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Session;

namespace Platform.Operator.Checking;

/// <summary>Holds entries against their live tables and against what the catalog last published; every table is checked, whatever others found.</summary>
internal sealed class LiveCheck(Stack stack, RegistryContents registry, TimeProvider clock)
{
    public async Task<IReadOnlyList<TableCheck>> RunAsync(IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        var checks = new List<TableCheck>();
        foreach (var source in entries.GroupBy(entry => entry.Source)) checks.AddRange(await CheckSourceAsync(registry.SourceOf(source.First()), [.. source], cancellationToken));
        return checks;
    }

    private async Task<IEnumerable<TableCheck>> CheckSourceAsync(SourceSettings source, List<Entry> entries, CancellationToken cancellationToken)
    {
        try
        {
            var url = await stack.SourceAsync(source.Name, cancellationToken);
            await using var session = await SourceSession.OpenAsync(url, source.Guard, clock, cancellationToken, "platform tables check");
            var checks = new List<TableCheck>();
            foreach (var entry in entries) checks.Add(await CheckTableAsync(session, entry, cancellationToken));
            return checks;
        }
        catch (PlatformException failure)
        {
            return entries.Select(entry => Failed(entry, failure));
        }
    }

    private async Task<TableCheck> CheckTableAsync(SourceSession session, Entry entry, CancellationToken cancellationToken)
    {
        try
        {
            var live = await TableReader.ReadAsync(session.Probe, entry.Table, cancellationToken);
            var match = SchemaMatch.Check(entry, live);
            foreach (var output in entry.EachOutput())
            {
                var published = await Catalogs.Open(stack.Lake, clock).GetTableAsync(stack.TableOf(output), cancellationToken);
                if (published is not null) PublishedSchema.Check(output, published, match.Reads);
            }

            return new TableCheck(entry.Source, entry.Table.ToString(), "ok", match.Notices, null);
        }
        catch (PlatformException failure)
        {
            return Failed(entry, failure);
        }
    }

    private static TableCheck Failed(Entry entry, PlatformException failure) =>
        new(entry.Source, entry.Table.ToString(), "failed", [], ErrorFacts.Of(failure));
}
