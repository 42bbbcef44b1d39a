using Platform.Ledger.Migrations;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Services;

namespace Platform.Ledger.Tests.Migrations;

public sealed class LedgerMigrationsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_Twice_DoesTheSecondTimeNothing()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);

        var first = await ApplyAsync(database.Url);
        var second = await ApplyAsync(database.Url);

        Assert.Equal("0001_runs", first[0]);
        Assert.Equal(LedgerMigrations.Version, first.Count);
        Assert.Empty(second);
        Assert.Equal(LedgerMigrations.Version, await database.ScalarAsync<int>("select max(number) from platform.migration", Cancellation));
    }

    [Fact]
    public async Task Apply_ByManyAtOnce_AppliesEachOnce()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ApplyAsync(database.Url))));

        Assert.Equal(LedgerMigrations.Version, applied.Sum(a => a.Count));
    }

    [Fact]
    public async Task Apply_AfterAReleasedMigrationChanged_Refuses()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await ApplyAsync(database.Url);
        await database.ExecuteAsync("update platform.migration set sha256 = 'other' where number = 2", Cancellation);

        var error = await Assert.ThrowsAsync<PlatformException>(() => ApplyAsync(database.Url));

        Assert.Equal("ledger migration 0002_publications was applied with another content than this release has", error.Message);
        Assert.Equal(("ledger-migration-changed", ExitCode.Configuration), (error.Kind, error.ExitCode));
    }

    [Fact]
    public async Task Apply_WithoutRightsOnTheDatabase_IsPermission()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);

        var error = await Assert.ThrowsAsync<PlatformException>(() => ApplyAsync(database.PlainUrl));

        Assert.Equal(ExitCode.Permission, error.ExitCode);
    }

    [Fact]
    public async Task Apply_ByARoleThatMayNotCreateRoles_StillMakesTheLedger()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync($"grant create on database {database.Name} to {PostgresServer.PlainRole}", Cancellation);

        Assert.Equal(LedgerMigrations.Version, (await ApplyAsync(database.PlainUrl)).Count);
    }

    [Fact]
    public async Task Schema_EveryTableAndView_IsExplained()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await ApplyAsync(database.Url);

        Assert.Equal(0L, await database.ScalarAsync<long>(
            "select count(*) from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'platform' and relkind in ('r', 'v') and obj_description(c.oid) is null",
            Cancellation));
    }

    private static Task<IReadOnlyList<string>> ApplyAsync(string url) =>
        LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(url), LedgerOptions.Default, TimeProvider.System, Cancellation);
}
