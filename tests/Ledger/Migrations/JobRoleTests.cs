using Npgsql;
using Platform.Ledger.Findings;
using Platform.Ledger.Runs;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Ledger.Tests.Migrations;

/// <summary>Jobs log in with a member of <c>platform_job</c>, which may do everything a run needs and nothing else.</summary>
public sealed class JobRoleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_WithoutTheGrant_IsToldWhichToAskFor()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = RunLedger.Open(ConnectionUrl.Parse(database.Database.PlainUrl), LedgerOptions.Default, TimeProvider.System);

        var error = await Assert.ThrowsAsync<PlatformException>(() => ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));

        Assert.Equal(("ledger-permission", ExitCode.Permission), (error.Kind, error.ExitCode));
        Assert.StartsWith("role plain may not write the ledger at ", error.Message, StringComparison.Ordinal);
        Assert.Equal("as the ledger's owner run: grant platform_job to \"plain\"", error.Hint);
    }

    [Fact]
    public async Task Role_WithTheGrant_RunsTheWholeProtocol()
    {
        var (database, url) = await WithMemberAsync();
        await using var ledger = RunLedger.Open(url, LedgerOptions.Default, TimeProvider.System);

        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request());
        var claimed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(force: true), Cancellation));
        Assert.True(await ledger.RecordAsync(claimed.Lease, new AttemptFindings { Losses = [new LossRecord("weight", "nan", "null", 1)] }, Cancellation));
        Assert.True(await ledger.HeartbeatAsync([claimed.Lease], Cancellation));
        Assert.Equal(101, await ledger.DecideAsync([LedgerDatabase.Member(claimed.Lease)], above: 100, Cancellation));
        Assert.Equal(1L, await database.Database.ScalarAsync<long>("select count(*) from platform.status", Cancellation));
    }

    [Theory]
    [InlineData("create table platform.mine (x integer)")]
    [InlineData("drop table platform.part")]
    [InlineData("alter table platform.run add column mine text")]
    [InlineData("delete from platform.run")]
    [InlineData("truncate platform.lease")]
    [InlineData("update platform.migration set number = 99")]
    [InlineData("create or replace function platform.claim(request jsonb) returns jsonb language sql as 'select request'")]
    public async Task Role_WithTheGrant_HasNoDdlAndDeletesNothing(string sql)
    {
        var (_, url) = await WithMemberAsync();
        await using var connection = new NpgsqlConnection(url.ToNpgsql());
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);

        var error = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));

        Assert.Equal("42501", error.SqlState);
    }

    private static async Task<(LedgerDatabase Database, ConnectionUrl Url)> WithMemberAsync()
    {
        var database = await LedgerDatabase.CreateAsync();
        var role = "job_" + Guid.NewGuid().ToString("N");
        await database.Database.ExecuteAsync($"create role {role} login password 'word'; grant platform_job to {role}", Cancellation);
        return (database, ConnectionUrl.Parse(database.Database.Url) with { User = role, Password = "word" });
    }
}
