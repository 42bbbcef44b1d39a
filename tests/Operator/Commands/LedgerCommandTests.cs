using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

public sealed class LedgerCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_NamedLedger_AppliesOnceAndSaysItsVersion()
    {
        await using var platform = new PlatformProcess();
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);

        var first = (await platform.RunAsync("ledger", "migrate", "--ledger", database.Url, "--output", "json")).Expect(0);
        var second = (await platform.RunAsync("ledger", "migrate", "--ledger", database.Url, "--output", "json")).Expect(0);

        Assert.NotEqual(0, first.Json.GetProperty("applied").GetArrayLength());
        Assert.Equal(0, second.Json.GetProperty("applied").GetArrayLength());
        Assert.Equal(first.Json.GetProperty("version").GetInt32(), second.Json.GetProperty("version").GetInt32());
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from platform.run", Cancel));
    }

    [Fact]
    public async Task Status_LedgerThatWasNotMigrated_SaysWhatToRun()
    {
        await using var platform = new PlatformProcess();
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);

        var result = (await platform.RunAsync("status", "--ledger", database.Url)).Expect(78);

        Assert.Contains("ledger migrate", result.Errors);
    }
}
