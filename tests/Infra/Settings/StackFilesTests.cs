using Platform.Infra.Settings;
using Platform.Registry.Failures;
using Platform.Registry.Stacks;

namespace Platform.Infra.Tests.Settings;

public sealed class StackFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-stacks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_MistakesInSettingsAndRegistry_AreAllToldAtOnce()
    {
        Write("Pulumi.dev.yaml", """
            config:
              platform:lake: s3://acme-lake
              platform:ledger: managed
              platform:cloud: { account: "12345", proof_seed: x, ledger: {}, log_days: 42 }
            """);
        Write("registry/shop/source.yaml", "engine: postgress\n");
        var failure = Assert.Throws<PlatformException>(() => Load("dev"));
        Assert.Equal(ExitCode.Configuration, failure.ExitCode);
        var lines = failure.Message.Split('\n');
        Assert.Equal("4 mistakes in stack dev:", lines[0]);
        Assert.Equal(
            [
                "Pulumi.dev.yaml:4:30: expected an account of twelve digits, in quotes, found '12345'",
                "Pulumi.dev.yaml:4:51: expected the ARN of a secret, found 'x'",
                "Pulumi.dev.yaml:4:76: CloudWatch keeps logs for certain periods, and 42 days is none of them (the next is 60)",
                "registry/shop/source.yaml:1:9: expected one of postgres, mysql, found 'postgress' (did you mean 'postgres'?)",
            ],
            lines[1..].Select(line => line.Replace($"{_folder}/", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Load_SettingsThatCannotBeDeployed_SayWhatIsMissing()
    {
        Write("Pulumi.dev.yaml", """
            config:
              platform:lake: .platform/lake
              platform:ledger: postgresql://me@localhost/ledger
              platform:sources: { shop: "postgresql://me@localhost/shop", crm: { secret: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:crm" } }
              platform:cloud: { account: "123456789012", proof_seed: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:seed", ledger: {} }
            """);
        Write("registry/shop/source.yaml", "engine: postgres\n");
        var failure = Assert.Throws<PlatformException>(() => Load("dev"));
        Assert.Equal(
            [
                "6 mistakes in stack dev:",
                "platform:lake: a deployed stack's lake is in S3 (such as s3://bucket/prefix)",
                "platform:region: a deployed stack needs its region (such as platform:region: eu-west-1, the same as aws:region)",
                "platform:ledger: a deployed stack's ledger is a secret or managed (keep the URL in Secrets Manager: platform:ledger: { secret: ARN })",
                "platform:sources crm: the registry has no such source (add stacks/registry/crm/source.yaml)",
                "platform:sources shop: a deployed stack's source is a secret (keep the URL in Secrets Manager: shop: { secret: ARN })",
                "source shop: its jobs have no network (add network: { vpc, subnets, security_group } to stacks/registry/shop/source.yaml, or to the stack under platform:cloud databases shop)",
            ],
            failure.Message.Split('\n'));
    }

    [Fact]
    public void Load_ExampleStacks_AreComplete()
    {
        var stacks = Path.Combine(Checkout.Root, "stacks");
        var prod = StackFiles.Load(stacks, Path.Combine(stacks, "registry"), "prod").Settings;
        Assert.Equal("acme-lake-prod", prod.LakeBucket);
        Assert.Equal("platform/", prod.LakePrefix);
        Assert.Equal("s3://acme-lake-prod/platform", prod.LakeUri);
        Assert.Equal(5L << 40, prod.ScanLimit);
        Assert.True(prod.Features is { AccessLogs: true, DataEvents: true, Dashboard: true, VpcEndpoints: true, LakeFormation: true });
        Assert.Equal(new DatabaseAccess(5432).Port, prod.Sources["shop"].Database.Port);
    }

    private StackInputs Load(string stack) => StackFiles.Load(_folder, Path.Combine(_folder, "registry"), stack);

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
