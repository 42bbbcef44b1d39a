using Platform.ExactlyOnce.Tests.Running;
using Platform.LocalStack.Cluster;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Racing;

/// <summary>
/// More jobs than the server has connections: 300 against 100, or 60 against 20 in the short form. None is lost. They run when all other tests are over: beside so many
/// processes nobody else gets a processor for minutes.
/// </summary>
[CollectionDefinition(nameof(ConnectionTests), DisableParallelization = true)]
[Collection(nameof(ConnectionTests))]
public sealed class ConnectionTests
{
    private static readonly int Jobs = Form.Of(60, 300);

    /// <summary>Beside those that PostgreSQL keeps for superusers, which the test itself is.</summary>
    private static readonly int Connections = Form.Of(20, 100);

    [Fact]
    public async Task Run_MoreJobsThanConnections_AllPublish()
    {
        await using var server = await PostgresServer.StartOwnAsync(new ClusterOptions
        {
            MaxConnections = Connections,
            Settings = new Dictionary<string, string> { ["superuser_reserved_connections"] = "3" },
        });
        using var site = await Site.CreateAsync(server);
        await site.AllowPlainAsync();
        // The runs share what the source lends them, and leave the ledger, which is on the same server, the rest.
        site.Guard = EntryDefaults.Guard with { Connections = Form.Of(9, 30) };
        var entries = Enumerable.Range(0, Jobs).Select(i => Site.Entry($"t{i}")).ToList();
        await Registry.CreateTablesAsync(site, Jobs);

        // Connected before the crowd, which leaves nobody else much of a processor.
        await using var watching = await site.Source.OpenAsync();
        var jobs = entries.Select(entry => site.StartPlain(entry)).ToList();
        using var watched = new CancellationTokenSource();
        var most = MostConnectionsAsync(watching, watched.Token);
        var runs = await Task.WhenAll(jobs.Select(job => job.EndAsync()));
        foreach (var job in jobs) job.Dispose();

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Errors));
        await Registry.AssertEachOnceAsync(site, entries);
        await watched.CancelAsync();
        // Each that looks whether there is room is one more for a moment, and so is a vacuum: the budget is asserted on what reads.
        Assert.InRange(await most, 1, site.Guard.Connections);
    }

    /// <summary>Stands still in the middle of reading, between two heartbeats: it holds the source's connections and none of the ledger's.</summary>
    [Fact]
    public async Task Run_WhileItReadsTheSource_HoldsNoConnectionOfTheLedger()
    {
        using var site = await Site.CreateAsync();
        await Load.CreateAsync(site.Source, "t", 20);
        using var job = site.Start(Site.Entry("t"), "lease=60s PartWriting=stop");
        await job.StoppedAsync();

        // A session may outlive its connection for a moment.
        await Waiting.UntilAsync(async () => await CountAsync(site.Ledger) == 0, "no connection of the ledger is held");
        Assert.True(await CountAsync(site.Source) > 0);
        job.Continue();
        Assert.Equal(0, (await job.EndAsync()).ExitCode);

        Task<long> CountAsync(TestDatabase database) =>
            database.ScalarAsync<long>($"select count(*) from pg_stat_activity where application_name = '{job.Name}' and datname = '{database.Name}'");
    }

    /// <summary>The most connections at once that hold a database snapshot from one statement to the next, or copy: leaders and streams.</summary>
    private static async Task<long> MostConnectionsAsync(Npgsql.NpgsqlConnection connection, CancellationToken cancellation)
    {
        long most = 0;
        while (!cancellation.IsCancellationRequested)
        {
            await using var command = new Npgsql.NpgsqlCommand(
                "select count(*) from pg_stat_activity where datname = current_database() and backend_xmin is not null and (state = 'idle in transaction' or query ilike 'copy %')", connection)
            {
                CommandTimeout = 0,
            };
            most = Math.Max(most, (long)(await command.ExecuteScalarAsync(CancellationToken.None))!);
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }

        return most;
    }
}
