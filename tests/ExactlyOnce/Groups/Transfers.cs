using System.Diagnostics;
using Platform.ExactlyOnce.Tests.Running;

namespace Platform.ExactlyOnce.Tests.Groups;

/// <summary>Two tables of accounts between which pgbench moves money all the time: within one transaction, so that at every instant both together hold <see cref="Total"/>.</summary>
internal sealed class Transfers : IAsyncDisposable
{
    public const long Total = 2 * Accounts * Load.Amount;

    private const int Accounts = 1000;

    private const string Script = """
        \set from random(1, 1000)
        \set to random(1, 1000)
        \set amount random(1, 5)
        begin;
        update checking set amount = amount - :amount where id = :from;
        update saving set amount = amount + :amount where id = :to;
        commit;
        """;

    private readonly Site _site;
    private readonly Process _pgbench;

    private Transfers(Site site, Process pgbench) => (_site, _pgbench) = (site, pgbench);

    public static async Task<Transfers> StartAsync(Site site)
    {
        foreach (var table in new[] { "checking", "saving" }) await Load.CreateAsync(site.Source, table, Accounts / Load.Batch);
        var script = Path.Combine(site.Directory, "transfers.sql");
        await File.WriteAllTextAsync(script, Script);
        // A rate that two busy cores keep up with; it is the commits between two snapshots that count.
        var start = new ProcessStartInfo(PostgresProgram.Find("pgbench"), ["--no-vacuum", "--client=2", "--rate=200", "--time=3600", $"--file={script}", site.Source.Url]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var transfers = new Transfers(site, Process.Start(start)!);
        await transfers.MoreAsync();
        return transfers;
    }

    /// <summary>Waits until more money has been moved than now.</summary>
    public async Task MoreAsync()
    {
        var before = await SavedAsync();
        await Waiting.UntilAsync(async () => await SavedAsync() > before, "pgbench moves money");
    }

    public async ValueTask DisposeAsync()
    {
        _pgbench.Kill();
        await _pgbench.WaitForExitAsync();
        _pgbench.Dispose();
    }

    private Task<long> SavedAsync() => _site.Source.ScalarAsync<long>("select sum(amount)::bigint from saving");
}
