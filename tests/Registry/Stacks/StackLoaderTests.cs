using Platform.Registry.Failures;
using Platform.Registry.Stacks;

namespace Platform.Registry.Tests.Stacks;

public sealed class StackLoaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stacks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_LocalWithoutFile_HasDefaults()
    {
        var local = StackLoader.Load(_folder, "local");
        Assert.True(local.IsLocal);
        Assert.Equal(".platform/lake", local.Lake);
        Assert.Null(local.Ledger);
        Assert.Empty(local.Sources);
        Assert.Equal(TimeSpan.FromMinutes(10), local.MaxWait);
    }

    [Fact]
    public void Load_LocalWithFile_OverridesWhatItSays()
    {
        Write("local", "config:\n  platform:proof: source\n  platform:sources: { shop: postgresql://me@localhost/shop }\n");
        var local = StackLoader.Load(_folder, "local");
        Assert.Equal(ProofMode.Source, local.Proof);
        Assert.Equal(".platform/lake", local.Lake);
        Assert.Equal("postgresql://me@localhost/shop", local.Sources["shop"]);
    }

    [Fact]
    public void Load_CloudStack_ReadsItsKeysAndLeavesThoseOfOthers()
    {
        Write("prod", $$"""
            encryptionsalt: v1:abc
            config:
              aws:region: eu-west-1
              platform:lake: s3://acme-lake/platform
              platform:ledger: { secret: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ledger" }
              platform:sources:
                shop: secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop#url
              platform:region: eu-west-1
              platform:execution: batch
              platform:max_wait: 5m
              platform:image: acme/snapshot@sha256:{{new string('a', 64)}}
            """);
        var prod = StackLoader.Load(_folder, "prod");
        Assert.Equal("s3://acme-lake/platform", prod.Lake);
        Assert.Equal("secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:ledger", prod.Ledger);
        Assert.Equal("secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop#url", prod.Sources["shop"]);
        Assert.Equal(Execution.Batch, prod.Execution);
        Assert.Equal(TimeSpan.FromMinutes(5), prod.MaxWait);
        Assert.Equal("stack prod", prod.ToString());
    }

    [Fact]
    public void Load_ListThatIsTooShort_SaysHowManyThereMustBe()
    {
        Write("prod", """
            config:
              platform:lake: s3://acme-lake
              platform:ledger: managed
              platform:cloud:
                account: "123456789012"
                proof_seed: arn:aws:secretsmanager:eu-west-1:123456789012:secret:seed
                ledger: { vpc: vpc-1, subnets: [subnet-1] }
            """);
        var failure = Assert.Throws<PlatformException>(() => StackLoader.Load(_folder, "prod"));
        Assert.Equal("expected a list of subnets, 2 or more, found 1", Assert.Single(failure.Mistakes).Message);
    }

    [Fact]
    public void Load_KeyOfASecret_IsAKeyAndNoAlias()
    {
        Write("prod", """
            config:
              platform:lake: s3://acme-lake
              platform:ledger: managed
              platform:cloud:
                account: "123456789012"
                proof_seed: arn:aws:secretsmanager:eu-west-1:123456789012:secret:seed
                secret_key: arn:aws:kms:eu-west-1:123456789012:key/0f0f0f0f-0000
                ledger: { vpc: vpc-1, subnets: [subnet-1, subnet-2] }
                databases: { shop: { secret_key: "arn:aws:kms:eu-west-1:123456789012:alias/shop" } }
            """);
        var failure = Assert.Throws<PlatformException>(() => StackLoader.Load(_folder, "prod"));
        Assert.Equal(
            "expected the ARN of a KMS key such as arn:aws:kms:eu-west-1:123456789012:key/0f0f (not of an alias), found 'arn:aws:kms:eu-west-1:123456789012:alias/shop'",
            Assert.Single(failure.Mistakes).Message);
    }

    [Fact]
    public void Load_Mistakes_AreAllReportedAndNoneRepeatsAUrl()
    {
        Write("dev", """
            confg: {}
            config:
              platform:lke: s3://x
              platform:ledger: mysql://root:hunter2@db/x
              platform:sources: { shop: "jdbc:hunter2", crm: { secure: hunter2 } }
              platform:image: acme/snapshot:latest
            """);
        var failure = Assert.Throws<PlatformException>(() => StackLoader.Load(_folder, "dev"));
        Assert.Equal(ExitCode.Configuration, failure.ExitCode);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "1:1: unknown key 'confg' in a stack's file (did you mean 'config'?)",
                "3:3: a stack needs platform:lake (such as platform:lake: s3://bucket/prefix)",
                "3:3: unknown key 'platform:lke' in config (did you mean 'platform:lake'?)",
                "4:20: expected postgresql://…, secretsmanager:ARN, { secret: ARN } or managed, found other text",
                "5:29: expected postgresql://…, secretsmanager:ARN or { secret: ARN }, found other text",
                "5:50: expected postgresql://…, secretsmanager:ARN or { secret: ARN }, found a value that Pulumi encrypted (jobs and the command line cannot decrypt it: keep the URL in Secrets Manager and name its ARN)",
                "6:19: expected an image by digest, name@sha256:…, found 'acme/snapshot:latest'",
            ],
            failure.Mistakes.Select(mistake => mistake.ToString()[(_folder.Length + "/Pulumi.dev.yaml:".Length)..]));
    }

    [Theory]
    [InlineData("prdo", "did you mean 'prod'?")]
    [InlineData("../prod", "a stack is a name of lower-case letters, digits and underscores, starting with a letter")]
    public void Load_UnknownStack_IsAUsageError(string stack, string hint)
    {
        Write("prod", "config: {}\n");
        var failure = Assert.Throws<PlatformException>(() => StackLoader.Load(_folder, stack));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Equal("unknown-stack", failure.Kind);
        Assert.Equal($"there is no stack '{stack}'", failure.Message);
        Assert.Equal(hint, failure.Hint);
    }

    private void Write(string stack, string text) => File.WriteAllText(Path.Combine(_folder, $"Pulumi.{stack}.yaml"), text);
}
