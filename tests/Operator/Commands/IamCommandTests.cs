using Platform.Fakes.Signing;
using Platform.Operator.Tests.Running;
using Platform.Snapshot.Tests.Aws;

namespace Platform.Operator.Tests.Commands;

/// <summary>Ledger, sources and targets that take nothing but tokens: every command that connects signs its own.</summary>
public sealed class IamCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_OnDatabasesWithTokens_LogInWithThem()
    {
        await using var server = await IamServer.StartAsync();
        await using var platform = new PlatformProcess().With(IamServer.Signer);
        var ledger = await server.Server.NewDatabaseAsync(Cancel);
        var source = await server.Server.NewDatabaseAsync(Cancel);
        await source.ExecuteAsync("create table news as select i as id from generate_series(1, 500) i; alter table news add primary key (id)", Cancel);
        string[] stack = ["--registry", Path.Combine(platform.Home, "registry"), "--ledger", server.Url(ledger), "--source", $"press={server.Url(source)}"];

        foreach (var command in (string[])["ledger migrate", "tables add press news", "tables check", "snapshot --accept-late", "status", "doctor", "verify news --against-source", "restore news --into press --mode truncate", "gaps", "repair", "prune --dry-run"])
        {
            var before = server.Directory.Tokens.Count;
            var result = (await platform.RunAsync([.. command.Split(' '), .. stack])).Expect(0);
            Assert.True(server.Directory.Tokens.Count > before, $"{command} logged in without a token");
            foreach (var secret in (string[])["X-Amz-", FakeCredentials.Default.SecretKey, FakeCredentials.Default.SessionToken!]) Assert.DoesNotContain(secret, result.Output + result.Errors, StringComparison.Ordinal);
        }

        Assert.Empty(server.Directory.Refusals);
        Assert.Equal(500, await source.ScalarAsync<long>("select count(*) from news", Cancel));
    }
}
