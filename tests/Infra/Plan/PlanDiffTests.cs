using Platform.Infra.Plan;
using Platform.Registry.Entries;

namespace Platform.Infra.Tests.Plan;

public sealed class PlanDiffTests
{
    [Fact]
    public async Task Diff_OneTableAdded_TouchesOnlyItAndSharedLists()
    {
        var diff = await DiffAsync([Samples.Orders], [Samples.Orders, Samples.Customers]);
        Assert.All(diff.Added, resource => Assert.StartsWith("shop/crm.customers", resource.Name, StringComparison.Ordinal));
        Assert.Empty(diff.Removed);
        var change = Assert.Single(diff.Changed);
        Assert.Equal("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration::lake", change.Resource.Key);
        var rule = Assert.Single(change.Properties);
        Assert.Equal("rules[shop/crm.customers]", rule.Path);
        Assert.Null(rule.Before);
        Assert.Equal(2, diff.Alarms);
        Assert.Empty(diff.Refused);
        Assert.All(diff.Gained, permission => Assert.Contains("shop/crm.customers", permission, StringComparison.Ordinal));
        Assert.Empty(diff.Lost);
    }

    [Fact]
    public async Task Diff_TableRetired_LosesItsJobAndKeepsDataCatalogAndReaders()
    {
        var diff = await DiffAsync([Samples.Orders, Samples.Customers], [Samples.Orders with { State = EntryState.Retired }, Samples.Customers]);
        Assert.Equal(
            [
                "aws:batch/jobDefinition:JobDefinition", "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/metricAlarm:MetricAlarm",
                "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy", "aws:scheduler/schedule:Schedule",
            ],
            diff.Removed.Where(resource => !resource.IsComponent).Select(resource => resource.Type));
        Assert.Equal(
            ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:ssm/parameter:Parameter"],
            diff.Changed.Select(change => change.Resource.Type));
        Assert.Empty(diff.Refused);
        Assert.Contains(diff.Changed[1].Properties, property => property is { Path: "[protect]", Before: not null, After: not null } && !(bool)property.After);
        var after = await StackPlan.OfAsync(Samples.Of(Samples.Orders with { State = EntryState.Retired }, Samples.Customers));
        Assert.True(after.One("aws:glue/catalogTable:CatalogTable", "shop/public.orders").Retain);
        Assert.Single(after.Resources, resource => resource.Key == "aws:iam/policy:Policy::shop/public.orders");
        Assert.Single(after.Resources, resource => resource.Key == "aws:iam/rolePolicyAttachment:RolePolicyAttachment::shop/public.orders/analyst");
    }

    [Fact]
    public async Task Diff_TableRetired_TellsEveryStatementThatItsJobLoses_AndNoneOfItsReaders()
    {
        var before = await StackPlan.OfAsync(Samples.Of(Samples.Orders, Samples.Customers));
        var diff = await DiffAsync([Samples.Orders, Samples.Customers], [Samples.Orders with { State = EntryState.Retired }, Samples.Customers]);
        Assert.All(diff.Lost, lost => Assert.Contains(" iam.Role", lost, StringComparison.Ordinal));
        // A sentence per statement, and one for the role's trust; what readers may do as well is the job's loss all the same.
        Assert.Equal(before.Expanded.One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!["Statement"]!.AsArray().Count + 1, diff.Lost.Count);
        Assert.Contains(diff.Lost, lost => lost.Contains("glue:GetTable", StringComparison.Ordinal));
        Assert.Empty(diff.Gained);
    }

    [Fact]
    public async Task Diff_FileOfAnActiveTableDeleted_IsRefused()
    {
        var diff = await DiffAsync([Samples.Orders, Samples.Customers], [Samples.Customers]);
        Assert.Equal(
            ["shop/public.orders: its file was deleted while it is active; set state: retired first, deploy, and delete the file after that: a job that still runs must not lose its role"],
            diff.Refused);
        var record = Assert.Single(diff.Removed, resource => resource.Type == "aws:ssm/parameter:Parameter");
        Assert.True(record.Protect, "the engine itself refuses to delete a protected resource");
        Assert.Empty((await DiffAsync([Samples.Orders with { State = EntryState.Retired }, Samples.Customers], [Samples.Customers])).Refused);
    }

    [Fact]
    public async Task Diff_ColumnChangesItsType_IsRefusedUntilVersionIsRaised()
    {
        var retyped = Samples.Customers with { Columns = [new EntryColumn { Name = "id", Type = "text" }, new EntryColumn { Name = "at", Type = "timestamptz" }] };
        Assert.Equal(
            ["shop/crm.customers: column id was bigint and becomes string, which earlier partitions cannot be read as; raise version, which makes a new catalog table beside the old"],
            (await DiffAsync([Samples.Customers], [retyped])).Refused);
        var raised = await DiffAsync([Samples.Customers], [retyped with { Version = 2 }]);
        Assert.Empty(raised.Refused);
        Assert.Contains(raised.Added, resource => resource.Key == "aws:glue/catalogTable:CatalogTable::shop/crm.customers/v2");
        Assert.True(Assert.Single(raised.Removed, resource => resource.Type == "aws:glue/catalogTable:CatalogTable").Retain);
    }

    [Fact]
    public async Task Diff_ColumnAdded_IsCompatible()
    {
        var wider = Samples.Customers with { Columns = [.. Samples.Customers.Columns, new EntryColumn { Name = "born", Type = "numeric" }] };
        var diff = await DiffAsync([Samples.Customers], [wider]);
        Assert.Empty(diff.Refused);
        Assert.Contains(diff.Changed.SelectMany(change => change.Properties), property => property.Path == "storageDescriptor.columns[born]");
        Assert.Equal(["shop/crm.customers, born: numeric without precision is a string in Athena; as: decimal(p,s) makes it a number"], diff.Warnings);
    }

    [Fact]
    public async Task Diff_ReaderAdded_ShowsWhoGainsWhat()
    {
        var diff = await DiffAsync([Samples.Customers], [Samples.Customers with { Readers = [$"arn:aws:iam::{Samples.Account}:role/auditor"] }]);
        Assert.Contains(diff.Added, resource => resource.Key == "aws:iam/rolePolicyAttachment:RolePolicyAttachment::shop/crm.customers/auditor");
    }

    [Fact]
    public async Task Diff_ExpectedSizeGrows_ShowsKeptStorage()
    {
        var diff = await DiffAsync([Samples.Orders], [Samples.Orders with { Expect = new Expect(null, 3L << 30) }]);
        // 72 hourly snapshots, then one for each of 87 days.
        Assert.Equal((72L + 87) << 30, diff.Storage);
    }

    [Fact]
    public async Task Diff_AsText_TellsResourcesPermissionsWarningsAlarmsMetricsAndGigabytes()
    {
        var wider = Samples.Customers with { Columns = [.. Samples.Customers.Columns, new EntryColumn { Name = "born", Type = "numeric" }], Expect = new Expect(null, 1L << 30) };
        var text = PlanDiffText.Text(await DiffAsync([Samples.Customers], [wider, Samples.Orders with { Expect = null }]), "main");
        Assert.StartsWith("stack test since main: 12 added, 5 changed, 0 removed; alarms and metrics +2, storage +90 GB\n", text, StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "+ batch.JobDefinition shop/public.orders",
            "+ iam.Role shop/public.orders",
            "! glue.CatalogTable shop/crm.customers",
            "+     storageDescriptor.columns[born]: {\"comment\":\"numeric\",\"name\":\"born\",\"parameters\":{},\"type\":\"string\"}",
            "+ permission: Allow iam.RolePolicy shop/public.orders: glue:CreateTable, glue:UpdateTable on arn:aws:glue:eu-west-1:123456789012:catalog, arn:aws:glue:eu-west-1:123456789012:database/test_shop, arn:aws:glue:eu-west-1:123456789012:table/test_shop/orders_latest",
            "! warning: shop/crm.customers, born: numeric without precision is a string in Athena; as: decimal(p,s) makes it a number",
        })
        {
            Assert.Contains(line, text.Split('\n'));
        }
    }

    [Fact]
    public async Task Diff_AsJson_HasPermissionsAlarmsMetricsAndBytes()
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(PlanDiffJson.Of(await DiffAsync([Samples.Orders, Samples.Customers], [Samples.Orders with { State = EntryState.Retired }, Samples.Customers])))!;
        Assert.Equal((-2, -2), ((int)json["alarms"]!, (int)json["metrics"]!));
        Assert.Equal(0, (long)json["storage_bytes"]!);
        Assert.Empty(json["permissions"]!["gained"]!.AsArray());
        Assert.Contains(json["permissions"]!["lost"]!.AsArray(), lost => (string)lost! == "Allow iam.RolePolicy shop/public.orders: glue:CreateTable, glue:UpdateTable on arn:aws:glue:eu-west-1:123456789012:catalog, arn:aws:glue:eu-west-1:123456789012:database/test_shop, arn:aws:glue:eu-west-1:123456789012:table/test_shop/orders_latest");
        Assert.Contains("aws:batch/jobDefinition:JobDefinition", json["removed"]!.AsArray().Select(resource => (string)resource!["type"]!));
    }

    [Fact]
    public async Task Diff_AsMarkdown_PutsWhatIsRefusedFirst()
    {
        var markdown = PlanDiffText.Markdown(await DiffAsync([Samples.Orders, Samples.Customers], [Samples.Customers]), "main");
        Assert.InRange(markdown.IndexOf("**refused** shop/public.orders: its file was deleted while it is active", StringComparison.Ordinal), 1, markdown.IndexOf("```diff", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Diff_AgainstARevision_IsAgainstThePlanCommittedThere()
    {
        using var history = await PlanHistory.CreateAsync(Samples.Of(Samples.Orders));
        var after = (await StackPlan.OfAsync(Samples.Of(Samples.Orders, Samples.Customers))).Expanded;
        GoldenPlan.Write(history.Root, after);
        var diff = PlanDiff.Of(GoldenPlan.At(history.Root, "test", "HEAD"), after);
        Assert.NotEmpty(diff.Added);
        Assert.All(diff.Added, resource => Assert.StartsWith("shop/crm.customers", resource.Name, StringComparison.Ordinal));
        // A stack that had no plan there yet is new altogether.
        Assert.Empty(GoldenPlan.At(history.Root, "other", "HEAD").Resources);
    }

    [Fact]
    public async Task Diff_Nothing_SaysSo()
    {
        var diff = await DiffAsync([Samples.Orders], [Samples.Orders]);
        Assert.True(diff.IsEmpty);
        Assert.Equal("stack test: no change since main\n", PlanDiffText.Text(diff, "main"));
    }

    private static async Task<PlanDiff> DiffAsync(Entry[] before, Entry[] after) =>
        PlanDiff.Of((await StackPlan.OfAsync(Samples.Of(before))).Expanded, (await StackPlan.OfAsync(Samples.Of(after))).Expanded);
}
