using Platform.Fakes.Iam;
using Platform.Fakes.S3;
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
public sealed class IamTests : IAsyncLifetime
{
    private const string Role = "iam reader";

    private static readonly Entry Orders = JobStack.Entry("orders", JobStack.Column("order_id", "bigint")) with { Parallel = 2 };

    private readonly FakeIamDirectory _directory = new(FakeS3.Region);
    private readonly ServerCertificates _certificates = new();
    private readonly string _files = Directory.CreateTempSubdirectory("platform-iam-").FullName;
    private PostgresServer _server = null!;
    private JobStack _stack = null!;

    private string Root => Path.Combine(_files, "root.crt");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Root, _certificates.AuthorityPem);
        _server = await PostgresServer.StartOwnAsync(new()
        {
            Settings = ServerCertificates.Settings,
            Files = _certificates.ServerFiles("localhost"),
            HbaLines =
            [
                $"hostssl all \"{Role}\" 127.0.0.1/32 ldap ldapserver=127.0.0.1 ldapport={_directory.Port} ldapprefix=\"{FakeIamDirectory.NamePrefix}\"",
                $"host all \"{Role}\" 127.0.0.1/32 reject",
                "host all all 127.0.0.1/32 scram-sha-256",
            ],
        });
        _directory.Authority = $"localhost:{_server.Cluster.Port}";
        _stack = await JobStack.CreateAsync(_server);
        await _stack.Source.ExecuteAsync($"create table orders as select i::bigint as order_id from generate_series(1, 200000) i; create role \"{Role}\" superuser login");
    }

    public async ValueTask DisposeAsync()
    {
        _stack.Dispose();
        await _server.DisposeAsync();
        _directory.Dispose();
        _certificates.Dispose();
        Directory.Delete(_files, recursive: true);
    }

    [Fact]
    public async Task Run_WithTokens_LogsEachConnectionInWithOneOfItsOwn()
    {
        var ledger = await _server.NewDatabaseAsync();
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(ledger.Url), LedgerOptions.Default, TimeProvider.System, CancellationToken.None);
        _stack.LedgerUrl = Url(ledger);

        var run = await RunAsync(Url(_stack.Source));

        Assert.True(run.ExitCode == 0, $"{run.Errors}{string.Join(' ', _directory.Refusals)}");
        Assert.Equal("succeeded", await ledger.ScalarAsync<string>("select status::text from platform.run"));
        // The source's probe and leader, one for each of two streams, and the ledger's, which is closed while the source is read.
        Assert.True(_directory.Tokens.Count >= 5, $"{_directory.Tokens.Count} logins");
        Assert.Empty(_directory.Refusals);
        Assert.DoesNotContain("X-Amz-", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeCredentials.Default.SecretKey, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithCredentialsOfSomebodyElse_IsRefusedWithoutTheToken()
    {
        _stack.Further["AWS_SECRET_ACCESS_KEY"] = "another";

        var run = await RunAsync(Url(_stack.Source));

        Assert.Equal(77, run.ExitCode);
        Assert.Equal(["SignatureDoesNotMatch"], _directory.Refusals.Distinct());
        Assert.DoesNotContain("X-Amz-", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "PLATFORM_SOURCE_URL: The connection URL gives iam=true without TLS.")]
    [InlineData("&sslmode=prefer", "PLATFORM_SOURCE_URL: The connection URL gives iam=true without TLS.")]
    [InlineData("&sslmode=require&password=canary", "PLATFORM_SOURCE_URL: The connection URL gives iam=true and a password.")]
    public async Task Run_WithTokensThatWouldBeSeen_IsRefusedBeforeAnythingIsSent(string further, string message)
    {
        var run = await RunAsync($"postgresql://iam%20reader@localhost:{_server.Cluster.Port}/x?iam=true{further}");

        Assert.Equal((78, "environment", message), (run.ExitCode, run.Kind, run.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WithASecretOfRds_VerifiesTheServerByTheBundle(bool ofTheServer)
    {
        await using var secrets = await FakeSecretsManager.StartAsync();
        using var other = new ServerCertificates("Another authority");
        if (!ofTheServer) await File.WriteAllTextAsync(Root, other.AuthorityPem);
        await _stack.Source.ExecuteAsync("create role reader login password 'p@ss/word'; grant select on orders to reader; alter database " + _stack.Source.Name + " owner to reader");
        _stack.Further["AWS_ENDPOINT_URL_SECRETSMANAGER"] = secrets.Endpoint.AbsoluteUri;
        _stack.Further["PLATFORM_CA_BUNDLE"] = Root;
        var arn = secrets.Store("rds", $$"""{"engine":"postgres","host":"localhost","port":{{_server.Cluster.Port}},"username":"reader","password":"p@ss/word","dbname":"{{_stack.Source.Name}}"}""");

        var run = await RunAsync("secretsmanager:" + arn);

        if (ofTheServer) Assert.True(run.ExitCode == 0, run.Errors);
        else Assert.Equal((78, "tls-failed"), (run.ExitCode, run.Kind));
        Assert.DoesNotContain("p@ss", run.Errors, StringComparison.Ordinal);
    }

    private string Url(TestDatabase database) => $"postgresql://iam%20reader@localhost:{_server.Cluster.Port}/{database.Name}?iam=true&sslmode=verify-full&sslrootcert={Root}";

    private Task<JobRun> RunAsync(string source)
    {
        _stack.SourceUrl = source;
        _stack.Further.TryAdd("AWS_ACCESS_KEY_ID", FakeCredentials.Default.AccessKey);
        _stack.Further.TryAdd("AWS_SECRET_ACCESS_KEY", FakeCredentials.Default.SecretKey);
        _stack.Further.TryAdd("AWS_SESSION_TOKEN", FakeCredentials.Default.SessionToken!);
        _stack.Further.TryAdd("AWS_REGION", FakeS3.Region);
        return _stack.RunAsync(Orders);
    }
}
