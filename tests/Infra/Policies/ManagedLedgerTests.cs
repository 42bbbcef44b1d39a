using Platform.Infra.Plan;
using Platform.Infra.Settings;
using Platform.Registry.Stacks;

namespace Platform.Infra.Tests.Policies;

/// <summary>The database that a stack makes for its ledger.</summary>
public sealed class ManagedLedgerTests
{
    [Fact]
    public async Task ManagedLedger_IsEncryptedBackedUpAndProtected()
    {
        var ledger = (await PlannedStacks.OfAsync("managed")).One("aws:rds/instance:Instance", "ledger");
        Assert.True(ledger.Protect);
        Assert.True((bool)ledger.Inputs["storageEncrypted"]! && (bool)ledger.Inputs["deletionProtection"]! && (bool)ledger.Inputs["manageMasterUserPassword"]!);
        Assert.False((bool)ledger.Inputs["publiclyAccessible"]!);
        Assert.True((long)ledger.Inputs["backupRetentionPeriod"]! >= 7);
        Assert.False(ledger.Inputs.ContainsKey("password"));
    }

    [Fact]
    public async Task ManagedLedger_SaysWhereItIs_AndAdmitsJobsAndWhomTheStackNames()
    {
        var plan = await StackPlan.OfAsync(Samples.Inputs with { Settings = Samples.Settings with { Ledger = new LedgerSettings.Managed("vpc-1", ["subnet-1", "subnet-2"]) { Admit = ["sg-runner"] } } });
        var parameter = plan.One("aws:ssm/parameter:Parameter", "ledger").Inputs;
        Assert.Equal("/platform-test/ledger", (string)parameter["name"]!);
        var where = ManagedLedger.Parse((string)parameter["value"]!);
        Assert.Matches("^platform-test-ledger[.]mock-[0-9a-f]{8}[.]eu-west-1[.]rds[.]amazonaws[.]com$", where.Host);
        Assert.StartsWith("arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-", where.OwnerSecret, StringComparison.Ordinal);
        Assert.StartsWith("arn:aws:secretsmanager:eu-west-1:123456789012:secret:platform-test/ledger", where.JobSecret, StringComparison.Ordinal);
        // Jobs have their own secret, and nothing of the owner's.
        Assert.DoesNotContain(PlannedStacks.Statements(plan.Expanded), each => each.Statement.ToJsonString().Contains("rds!db", StringComparison.Ordinal));
        Assert.Contains(where.JobSecret, PlannedStacks.Targets(plan.Expanded.One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!, "secretsmanager:GetSecretValue"));
        Assert.Equal(
            ["ledger-sg-runner", "shop-ledger"],
            plan.Of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").Where(rule => (long)rule.Inputs["fromPort"]! == 5432 && rule.Name.Contains("ledger", StringComparison.Ordinal)).Select(rule => rule.Name).Order(StringComparer.Ordinal));
    }
}
