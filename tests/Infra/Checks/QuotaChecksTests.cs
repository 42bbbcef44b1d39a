using System.Diagnostics;
using Platform.Infra.Checks;
using Platform.Infra.Plan;
using Platform.Infra.Settings;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Stacks;

namespace Platform.Infra.Tests.Checks;

public sealed class QuotaChecksTests
{
    [Fact]
    public void Check_ThousandTablesInADefaultAccount_NamesTheQuotaAndTheWayOut()
    {
        Assert.Equal(
            ["quota roles: the stack needs 1002 IAM roles and the account has 1000 (ask AWS to raise it, then set platform:cloud quotas: { roles }; groups share one job)"],
            Problems(Thousand(Samples.Settings)));
    }

    [Fact]
    public async Task Plan_ThousandTables_TakesUnder15SecondsAnd1GiB()
    {
        var inputs = Thousand(Samples.Settings with { Quotas = new AccountQuotas { Roles = 5_000 } });
        Assert.Empty(Problems(inputs));
        var before = GC.GetTotalAllocatedBytes();
        // Processor time: what the plan takes, whatever else this machine is doing.
        var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        var plan = await StackPlan.OfAsync(inputs);
        var json = plan.ToJson();
        process.Refresh();
        var taken = process.TotalProcessorTime - start;
        var peak = process.PeakWorkingSet64;
        TestContext.Current.TestOutputHelper?.WriteLine($"{plan.Resources.Count} resources, {json.Length >> 20} MiB of JSON, {taken.TotalSeconds:0.0} s, {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB allocated, peak {peak >> 20} MiB");
        Assert.True(plan.Resources.Count > 12_000);
        Assert.True(taken < TimeSpan.FromSeconds(15), $"took {taken}");
        Assert.True(peak < 1L << 30, $"peaked at {peak >> 20} MiB");
    }

    [Fact]
    public async Task Plan_MoreTablesThanRules_SharesRulesByTag()
    {
        var inputs = Thousand(Samples.Settings with { Quotas = new AccountQuotas { Roles = 5_000 } });
        var plan = (await StackPlan.OfAsync(inputs)).Expanded;
        var rules = plan.One("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lake").Inputs["rules"]!.AsArray();
        Assert.Equal(["all", "expire-120-ia-never"], rules.Select(rule => (string)rule!["id"]!));
        // S3 takes neither of these in a rule that filters by tag.
        Assert.Null(rules[1]!["abortIncompleteMultipartUpload"]);
        Assert.Null(rules[1]!["expiration"]!["expiredObjectDeleteMarker"]);
        var environment = plan.One("aws:batch/jobDefinition:JobDefinition", "shop/public.t0000").Inputs["containerProperties"]!["environment"]!.AsArray();
        Assert.Contains(environment, variable => (string)variable!["name"]! == "PLATFORM_OBJECT_TAGS" && (string)variable["value"]! == "platform-lifecycle=expire-120-ia-never");
    }

    [Fact]
    public void Check_ReaderOfTooManyTables_IsTold()
    {
        var reader = $"arn:aws:iam::{Samples.Account}:role/analyst";
        var entries = Enumerable.Range(0, 11).Select(i => Samples.Table($"public.t{i:00}") with { Readers = [reader] });
        Assert.Equal(
            [$"reader {reader}: it would have 11 managed policies attached, and a role takes 10 (let further roles read the rest, or, after AWS raised the quota (at most 25), set platform:cloud quotas: {{ policies_per_role }})"],
            Problems(Samples.Of([.. entries])));
    }

    [Fact]
    public void Check_GroupWithTooManyTables_IsTold()
    {
        List<Entry> entries = [.. Enumerable.Range(0, 40).Select(i => Samples.Table($"public.a_rather_long_table_name_{i:00}"))];
        var shop = Samples.Shop with { Groups = [new Group("all", [.. entries.Select(entry => entry.Table)], Registry.Schedules.Schedule.Hourly)] };
        var problem = Assert.Single(Problems(new StackInputs(Samples.Settings, [new SourceTables(shop, entries)])));
        Assert.Matches("^all: its job's policy has [0-9]+ characters of at most 10240 \\(split the group\\)$", problem);
    }

    [Fact]
    public void Check_ManySources_PoliciesThatNameThemAllAreTold()
    {
        var names = Enumerable.Range(0, 150).Select(i => $"source_{i:000}").ToList();
        var settings = Samples.Settings with
        {
            Sources = names.ToDictionary(name => name, name => new SourceConnection(new SecretReference(Samples.Secret(name)), new DatabaseAccess())),
            Quotas = new AccountQuotas { ComputeEnvironments = 500, JobQueues = 500 },
        };
        var problems = Problems(new StackInputs(settings, [.. names.Select(name => new SourceTables(Samples.Shop with { Name = name }, [Samples.Table("public.t", name)]))]));
        Assert.Equal(2, problems.Count);
        Assert.Matches("^role scheduler: its policy names every source and has [0-9]+ characters of at most 10240 \\(deploy some of the sources as a stack of their own\\)$", problems[0]);
        Assert.StartsWith("role execution: ", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ThousandTables_EveryQuotaIsComparedWithTheAccounts()
    {
        var quotas = new AccountQuotas
        {
            Roles = 10,
            ManagedPolicies = 10,
            PoliciesPerRole = 10,
            Schedules = 10,
            Alarms = 10,
            ComputeEnvironments = 1,
            JobQueues = 1,
            Parameters = 10,
        };
        Assert.Equal(
            [
                "quota roles: the stack needs 1002 IAM roles and the account has 10",
                "quota managed_policies: the stack needs 1000 customer managed policies and the account has 10",
                "quota schedules: the stack needs 1001 EventBridge schedules and the account has 10",
                "quota alarms: the stack needs 2000 CloudWatch alarms and the account has 10",
                "quota compute_environments: the stack needs 2 Batch compute environments and the account has 1",
                "quota job_queues: the stack needs 2 Batch job queues and the account has 1",
                "quota parameters: the stack needs 1000 Systems Manager parameters and the account has 10",
            ],
            Problems(Thousand(Samples.Settings with { Quotas = quotas })).Select(problem => problem[..problem.IndexOf(" (", StringComparison.Ordinal)]));
    }

    private static IReadOnlyList<string> Problems(StackInputs inputs)
    {
        var problems = new ProblemList();
        InputChecks.Check(inputs, problems);
        return problems.Problems;
    }

    private static StackInputs Thousand(CloudSettings settings)
    {
        var columns = Enumerable.Range(0, 20).Select(i => new EntryColumn { Name = $"c{i}", Type = i % 2 == 0 ? "bigint" : "numeric(12,2)" }).ToList();
        return new StackInputs(settings, [new SourceTables(Samples.Shop, [.. Enumerable.Range(0, 1_000).Select(i => Samples.Table($"public.t{i:0000}") with { Columns = columns })])]);
    }
}
