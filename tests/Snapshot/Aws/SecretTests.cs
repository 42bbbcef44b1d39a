using Platform.Fakes.SecretsManager;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>URLs and seed from Secrets Manager: as text, as a key, and as RDS writes them.</summary>
public sealed class SecretTests
{
    private static readonly Entry Orders = JobStack.Entry("orders", JobStack.Column("order_id", "bigint"));

    [Fact]
    public async Task Run_WithReferences_ReadsThemAndPublishes()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await using var secrets = await FakeSecretsManager.StartAsync();
        await cloud.Stack.Source.ExecuteAsync("create table orders as select 1::bigint as order_id");
        var environment = cloud.Deploy(Orders, ("order_id", "bigint"));
        environment["AWS_ENDPOINT_URL_SECRETSMANAGER"] = secrets.Endpoint.AbsoluteUri;
        environment["PLATFORM_LEDGER_URL"] = "secretsmanager:" + secrets.Store("ledger", environment["PLATFORM_LEDGER_URL"]);
        environment["PLATFORM_SOURCE_URL"] = "secretsmanager:" + secrets.Store("shop", $$"""{ "url": "{{environment["PLATFORM_SOURCE_URL"]}}" }""") + "#url";
        environment["PLATFORM_PROOF_SEED"] = "secretsmanager:" + secrets.Store("seed", JobStack.Seed);

        var run = await cloud.RunAsync(Orders, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(3, secrets.Count("GetSecretValue"));
        Assert.DoesNotContain(JobStack.Seed, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"username":"u","password":"canary-9"}""", "secret-form", "secret {arn} holds no host")]
    [InlineData("""{"host":"h"}""", "secret-form", "secret {arn} holds no username")]
    [InlineData(null, "secret-missing", "secret {arn} does not exist, or has no value yet")]
    public async Task Run_WithASecretThatIsNoUrl_SaysWhatIsMissingAndNothingOfIt(string? value, string kind, string message)
    {
        await using var cloud = await CloudStack.CreateAsync();
        await using var secrets = await FakeSecretsManager.StartAsync();
        var environment = cloud.Deploy(Orders, ("order_id", "bigint"));
        var arn = secrets.Store("shop", value ?? "");
        if (value is null) secrets.Secrets.Clear();
        environment["AWS_ENDPOINT_URL_SECRETSMANAGER"] = secrets.Endpoint.AbsoluteUri;
        environment["PLATFORM_SOURCE_URL"] = "secretsmanager:" + arn;

        var run = await cloud.RunAsync(Orders, environment);

        Assert.Equal((78, kind, message.Replace("{arn}", arn, StringComparison.Ordinal)), (run.ExitCode, run.Kind, run.Message));
        Assert.DoesNotContain("canary-9", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithASecretUnderAKeyThatItMayNotUse_SaysWhereTheKeyIsNamed()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await using var secrets = await FakeSecretsManager.StartAsync();
        var environment = cloud.Deploy(Orders, ("order_id", "bigint"));
        var arn = secrets.Store("shop", environment["PLATFORM_SOURCE_URL"]);
        secrets.Sealed.Add(arn);
        environment["AWS_ENDPOINT_URL_SECRETSMANAGER"] = secrets.Endpoint.AbsoluteUri;
        environment["PLATFORM_SOURCE_URL"] = "secretsmanager:" + arn;

        var run = await cloud.RunAsync(Orders, environment);

        Assert.Equal((77, "aws-permission"), (run.ExitCode, run.Kind));
        Assert.EndsWith($"about {arn}: the KMS key that seals it may not be used", run.Message, StringComparison.Ordinal);
        Assert.StartsWith("name the key as secret_key in platform:cloud", run.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithASecretAsRdsWritesIt_ConnectsByIt()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await using var secrets = await FakeSecretsManager.StartAsync();
        var environment = cloud.Deploy(Orders, ("order_id", "bigint"));
        environment["AWS_ENDPOINT_URL_SECRETSMANAGER"] = secrets.Endpoint.AbsoluteUri;
        var arn = secrets.Store("rds", """{"engine":"postgres","host":"127.0.0.1","port":1,"username":"a b","password":"p@ss/word","dbname":"shop"}""");
        environment["PLATFORM_SOURCE_URL"] = "secretsmanager:" + arn;

        var run = await cloud.RunAsync(Orders, environment);

        // Nothing listens on the port that the secret names.
        Assert.Equal(75, run.ExitCode);
        Assert.StartsWith("The server refused the connection: nothing listens", run.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("p@ss", run.Errors, StringComparison.Ordinal);
    }
}
