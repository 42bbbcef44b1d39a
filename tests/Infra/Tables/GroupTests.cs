using Platform.Infra.Checks;
using Platform.Infra.Plan;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;
using Platform.Registry.Stacks;

namespace Platform.Infra.Tests.Tables;

/// <summary>Tables that share a database snapshot share a role, a job and a schedule, and nothing else.</summary>
public sealed class GroupTests
{
    private static readonly Entry Items = Samples.Table("public.order_items") with { Resources = new Resources(2, 8L << 30, TimeSpan.FromMinutes(20)), MaxLateness = TimeSpan.FromHours(1) };
    private static readonly Group Sales = new("sales", [Samples.Orders.Table, Items.Table], Schedule.Hourly);

    [Fact]
    public async Task Group_OfTwoTables_HasOneRoleOneJobOneScheduleAndAlarmsPerTable()
    {
        var plan = (await StackPlan.OfAsync(Of([Sales], Samples.Orders, Items, Samples.Customers))).Expanded;
        foreach (var type in new[] { "aws:iam/role:Role", "aws:batch/jobDefinition:JobDefinition", "aws:scheduler/schedule:Schedule" })
        {
            Assert.Equal(["shop/crm.customers", "shop/group sales"], plan.Of(type).Select(resource => resource.Name).Where(name => name.StartsWith("shop/", StringComparison.Ordinal)));
        }
        Assert.Equal(6, plan.Of("aws:cloudwatch/metricAlarm:MetricAlarm").Count);
        Assert.Equal(3, plan.Of("aws:glue/catalogTable:CatalogTable").Count);
        Assert.Equal("platform-test-shop-group-sales", (string)plan.One("aws:iam/role:Role", "shop/group sales").Inputs["name"]!);
    }

    [Fact]
    public async Task Group_ItsJob_IsAsLargeAsItsLargestTableAndTakesTheLongest()
    {
        var job = (await StackPlan.OfAsync(Of([Sales], Samples.Orders, Items))).Expanded.One("aws:batch/jobDefinition:JobDefinition", "shop/group sales").Inputs;
        var container = job["containerProperties"]!;
        Assert.Equal(["snapshot", "--group", "sales", "--at", "Ref::at"], container["command"]!.AsArray().Select(word => (string)word!));
        Assert.Equal("""[{"type":"VCPU","value":"2"},{"type":"MEMORY","value":"8192"}]""", container["resourceRequirements"]!.ToJsonString());
        Assert.Equal(55 * 60, (long)job["timeout"]!["attemptDurationSeconds"]!);
        Assert.Equal("shop/group sales has no snapshot for", (string)job["parameters"]!["notice"]!);
    }

    [Fact]
    public async Task Group_ItsRole_ReachesItsTablesAndNoOther()
    {
        var plan = (await StackPlan.OfAsync(Of([Sales], Samples.Orders, Items, Samples.Customers))).Expanded;
        var policy = plan.One("aws:iam/rolePolicy:RolePolicy", "shop/group sales").Inputs["policy"]!;
        var objects = policy["Statement"]!.AsArray().Single(statement => (string)statement!["Sid"]! == "Objects")!;
        Assert.Equal(["arn:aws:s3:::acme-lake-test/shop/public/order_items/*", "arn:aws:s3:::acme-lake-test/shop/public/orders/*"], objects["Resource"]!.AsArray().Select(target => (string)target!));
        Assert.DoesNotContain("customers", policy.ToJsonString(), StringComparison.Ordinal);
        // Its group's document, and the entries that it names.
        var documents = policy["Statement"]!.AsArray().Single(statement => (string)statement!["Sid"]! == "Entry")!;
        Assert.Equal(
            ["arn:aws:s3:::acme-lake-test/_registry/shop/public.order_items/*", "arn:aws:s3:::acme-lake-test/_registry/shop/public.orders/*", "arn:aws:s3:::acme-lake-test/_registry/shop/_group=sales/*"],
            documents["Resource"]!.AsArray().Select(target => (string)target!));
    }

    [Fact]
    public async Task Group_ItsDocument_NamesItsLiveEntries()
    {
        var plan = await StackPlan.OfAsync(Of([Sales], Samples.Orders, Items with { State = EntryState.Retired }));
        var group = plan.Expanded.One("aws:s3/bucketObjectv2:BucketObjectv2", "shop/group sales");
        var entry = Assert.Single(group.Inputs["content"]!["entries"]!.AsArray());
        var stored = plan.One("aws:s3/bucketObjectv2:BucketObjectv2", "shop/public.orders");
        Assert.StartsWith($"s3://acme-lake-test/{(string)stored.Inputs["key"]!}#", (string)entry!, StringComparison.Ordinal);
        var environment = plan.Expanded.One("aws:batch/jobDefinition:JobDefinition", "shop/group sales").Inputs["containerProperties"]!["environment"]!.AsArray()
            .ToDictionary(each => (string)each!["name"]!, each => (string)each!["value"]!);
        Assert.StartsWith($"s3://acme-lake-test/{(string)group.Inputs["key"]!}#", environment["PLATFORM_GROUP"], StringComparison.Ordinal);
        Assert.False(environment.ContainsKey("PLATFORM_ENTRY"));
    }

    [Fact]
    public async Task Group_AllRetired_HasNoJob()
    {
        var plan = await StackPlan.OfAsync(Of([Sales], Samples.Orders with { State = EntryState.Retired }, Items with { State = EntryState.Retired }));
        Assert.Equal(["watch"], plan.Of("aws:batch/jobDefinition:JobDefinition").Select(job => job.Name));
        Assert.Equal(2, plan.Of("aws:glue/catalogTable:CatalogTable").Count);
    }

    [Fact]
    public async Task Diff_TableJoinsAGroup_LosesItsOwnJobAndTouchesNoOtherTable()
    {
        var third = Samples.Table("public.payments");
        var before = await StackPlan.OfAsync(Of([Sales], Samples.Orders, Items, third, Samples.Customers));
        var after = await StackPlan.OfAsync(Of([Sales with { Tables = [.. Sales.Tables, third.Table] }], Samples.Orders, Items, third, Samples.Customers));
        var diff = PlanDiff.Of(before.Expanded, after.Expanded);
        Assert.Empty(diff.Added);
        Assert.All(diff.Removed, resource => Assert.Equal("shop/public.payments", resource.Name));
        Assert.All(diff.Changed, change => Assert.Equal("shop/group sales", change.Resource.Name));
        Assert.Empty(diff.Refused);
    }

    [Fact]
    public void Check_SharedRulesAndAGroupThatKeepsDifferently_IsTold()
    {
        var entries = Enumerable.Range(0, 1_000).Select(i => Samples.Table($"public.t{i:0000}")).ToArray();
        entries[1] = entries[1] with { Keep = new Keep(null, TimeSpan.FromDays(7), null) };
        var inputs = Of([new Group("pair", [entries[0].Table, entries[1].Table], Schedule.Hourly)], entries);
        var problems = new ProblemList();
        InputChecks.Check(inputs with { Settings = inputs.Settings with { Quotas = new AccountQuotas { Roles = 5_000 } } }, problems);
        Assert.Equal(
            ["source shop, group pair: its tables keep their snapshots differently, and beyond 999 tables of a stack rules are shared by a tag that one job gives to all that it writes (give its tables the same keep and storage, or split the group)"],
            problems.Problems);
    }

    private static StackInputs Of(IReadOnlyList<Group> groups, params Entry[] entries) =>
        new(Samples.Settings, [new SourceTables(Samples.Shop with { Groups = groups }, [.. entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal)])]);
}
