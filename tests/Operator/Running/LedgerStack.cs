using System.Text.Json;
using Platform.Fakes.SecretsManager;
using Platform.Fakes.Services;
using Platform.Fakes.Signing;
using Platform.Fakes.SystemsManager;
using Platform.LocalStack.Cluster;
using Platform.Registry.Stacks;
using Platform.Services;

namespace Platform.Operator.Tests.Running;

/// <summary>
/// What a deployment leaves of the committed stack <c>dev</c>, whose ledger is managed: a server with TLS whose owner is what RDS makes of a master user (no superuser, may
/// create roles), the owner's secret as RDS writes it, a jobs' secret without a value, and the parameter that names them.
/// </summary>
internal sealed class LedgerStack : IAsyncDisposable
{
    private readonly ServerCertificates _certificates = new();

    private LedgerStack(FakeSecretsManager secrets, FakeSystemsManager systems) => (Secrets, Systems) = (secrets, systems);

    public static string Parameter { get; } = ManagedLedger.ParameterOf("dev");

    public static string JobSecret { get; } = $"arn:aws:secretsmanager:{FakeJsonService.Region}:{FakeJsonService.Account}:secret:platform-dev/ledger-a1b2c3";

    public FakeSecretsManager Secrets { get; }

    public FakeSystemsManager Systems { get; }

    public PostgresServer Server { get; private set; } = null!;

    public PlatformProcess Platform { get; } = new();

    public static async Task<LedgerStack> CreateAsync(CancellationToken cancellation)
    {
        var stack = new LedgerStack(await FakeSecretsManager.StartAsync(), await FakeSystemsManager.StartAsync());
        stack.Server = await PostgresServer.StartOwnAsync(new ClusterOptions
        {
            Settings = ServerCertificates.Settings,
            Files = stack._certificates.ServerFiles("127.0.0.1"),
            HbaLines = ["local all all scram-sha-256", "hostssl all all 127.0.0.1/32 scram-sha-256"],
        }, cancellationToken: cancellation);
        await stack.Server.Cluster.ExecuteAsync("postgres", "create role platform_owner login createrole password 'owner-canary'", cancellation);
        await stack.Server.Cluster.ExecuteAsync("postgres", "create database platform owner platform_owner", cancellation);
        var authority = Path.Combine(stack.Platform.Home, "authority.pem");
        await File.WriteAllTextAsync(authority, stack._certificates.AuthorityPem, cancellation);
        stack.Platform
            .With(FakeCredentials.Default.Variables)
            .With("AWS_ENDPOINT_URL_SECRETSMANAGER", stack.Secrets.Endpoint.AbsoluteUri)
            .With("AWS_ENDPOINT_URL_SSM", stack.Systems.Endpoint.AbsoluteUri)
            .With("PLATFORM_CA_BUNDLE", authority);
        return stack;
    }

    /// <summary>What <c>pulumi up</c> makes.</summary>
    public void Deploy()
    {
        Secrets.Declared.Add(JobSecret);
        var owner = Secrets.Store("rds!db-0f0f", """{"username":"platform_owner","password":"owner-canary"}""");
        Systems.Parameters[Parameter] = new ManagedLedger("127.0.0.1", Server.Cluster.Port, "platform", owner, JobSecret).ToJson();
    }

    /// <summary>The URL of the login that the jobs' secret holds.</summary>
    public string JobUrl()
    {
        using var secret = JsonDocument.Parse(Secrets.Secrets[JobSecret]);
        var root = secret.RootElement;
        return $"postgresql://{root.GetProperty("username").GetString()}:{root.GetProperty("password").GetString()}@{root.GetProperty("host").GetString()}:{root.GetProperty("port").GetInt32()}/{root.GetProperty("dbname").GetString()}?sslmode=require";
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Secrets.DisposeAsync();
        await Systems.DisposeAsync();
        await Platform.DisposeAsync();
        _certificates.Dispose();
    }
}
