using Platform.Fakes.SecretsManager;
using Platform.Fakes.Signing;
using Platform.Ledger;
using Platform.Ledger.Migrations;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Services;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>Databases that are logged into with tokens, and over TLS that is verified: a real server that asks a directory which accepts nothing else.</summary>
[Trait("Needs", "ldap")]
public sealed class IamTests : IAsyncLifetime
{
    private static readonly Entry Orders = JobStack.Entry("orders", JobStack.Column("order_id", "bigint")) with { Parallel = 2 };

    private IamServer _server = null!;
    private JobStack _stack = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await IamServer.StartAsync();
        _stack = await JobStack.CreateAsync(_server.Server);
        await _stack.Source.ExecuteAsync("create table orders as select i::bigint as order_id from generate_series(1, 200000) i");
    }

    public async ValueTask DisposeAsync()
    {
        _stack.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Run_WithTokens_LogsEachConnectionInWithOneOfItsOwn()
    {
        var ledger = await _server.Server.NewDatabaseAsync();
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(ledger.Url), LedgerOptions.Default, TimeProvider.System, CancellationToken.None);
        _stack.LedgerUrl = _server.Url(ledger);

        var run = await RunAsync(_server.Url(_stack.Source));

        Assert.True(run.ExitCode == 0, $"{run.Errors}{string.Join(' ', _server.Directory.Refusals)}");
        Assert.Equal("succeeded", await ledger.ScalarAsync<string>("select status::text from platform.run"));
        // The source's probe and leader, one for each of two streams, and the ledger's, which is closed while the source is read.
        Assert.True(_server.Directory.Tokens.Count >= 5, $"{_server.Directory.Tokens.Count} logins");
        Assert.Empty(_server.Directory.Refusals);
        Assert.DoesNotContain("X-Amz-", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeCredentials.Default.SecretKey, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithCredentialsOfSomebodyElse_IsRefusedWithoutTheToken()
    {
        _stack.Further["AWS_SECRET_ACCESS_KEY"] = "another";

        var run = await RunAsync(_server.Url(_stack.Source));

        Assert.Equal(77, run.ExitCode);
        Assert.Equal(["SignatureDoesNotMatch"], _server.Directory.Refusals.Distinct());
        Assert.DoesNotContain("X-Amz-", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "PLATFORM_SOURCE_URL: The connection URL gives iam=true without TLS.")]
    [InlineData("&sslmode=prefer", "PLATFORM_SOURCE_URL: The connection URL gives iam=true without TLS.")]
    [InlineData("&sslmode=require&password=canary", "PLATFORM_SOURCE_URL: The connection URL gives iam=true and a password.")]
    public async Task Run_WithTokensThatWouldBeSeen_IsRefusedBeforeAnythingIsSent(string further, string message)
    {
        var run = await RunAsync($"{_server.Login}/x?iam=true{further}");

        Assert.Equal((78, "environment", message), (run.ExitCode, run.Kind, run.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WithASecretOfRds_VerifiesTheServerByTheBundle(bool ofTheServer)
    {
        await using var secrets = await FakeSecretsManager.StartAsync();
        using var other = new ServerCertificates("Another authority");
        if (!ofTheServer) await File.WriteAllTextAsync(_server.Root, other.AuthorityPem);
        await _stack.Source.ExecuteAsync("create role reader login password 'p@ss/word'; grant select on orders to reader; alter database " + _stack.Source.Name + " owner to reader");
        _stack.Further["AWS_ENDPOINT_URL_SECRETSMANAGER"] = secrets.Endpoint.AbsoluteUri;
        _stack.Further["PLATFORM_CA_BUNDLE"] = _server.Root;
        var arn = secrets.Store("rds", $$"""{"engine":"postgres","host":"localhost","port":{{_server.Server.Cluster.Port}},"username":"reader","password":"p@ss/word","dbname":"{{_stack.Source.Name}}"}""");

        var run = await RunAsync("secretsmanager:" + arn);

        if (ofTheServer) Assert.True(run.ExitCode == 0, run.Errors);
        else Assert.Equal((78, "tls-failed"), (run.ExitCode, run.Kind));
        Assert.DoesNotContain("p@ss", run.Errors, StringComparison.Ordinal);
    }

    private Task<JobRun> RunAsync(string source)
    {
        _stack.SourceUrl = source;
        foreach (var (name, value) in IamServer.Signer) _stack.Further.TryAdd(name, value);
        return _stack.RunAsync(Orders);
    }
}
