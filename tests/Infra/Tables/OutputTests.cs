using System.Text.Json.Nodes;
using Platform.Infra.Checks;
using Platform.Infra.Plan;
using Platform.Infra.Tests.Plan;
using Platform.Registry.Entries;
using Output = Platform.Registry.Entries.Output;

namespace Platform.Infra.Tests.Tables;

/// <summary>A table in several formats: one job, one role, one prefix, and a catalog table for each.</summary>
public sealed class OutputTests
{
    private static readonly Entry Orders = Samples.Orders with { Outputs = [new Output("backup", FileFormat.Avro, Compression.Zstd), new Output("lines", FileFormat.JsonLines, Compression.Gzip)] };

    private static readonly Entry WithoutLines = Orders with { Outputs = [Orders.Outputs[0]] };

    [Fact]
    public async Task Outputs_EachHasACatalogTableOfItsFormatBelowTheTable_AndNothingElseOfItsOwn()
    {
        var plan = (await StackPlan.OfAsync(Samples.Of(Orders))).Expanded;

        var tables = plan.Of("aws:glue/catalogTable:CatalogTable").Select(table => table.Inputs).ToList();
        Assert.Equal(
            ["orders parquet s3://acme-lake-test/shop/public/orders/", "orders__backup avro s3://acme-lake-test/shop/public/orders/_output=backup/", "orders__lines json s3://acme-lake-test/shop/public/orders/_output=lines/"],
            tables.Select(table => $"{(string)table["name"]!} {(string)table["parameters"]!["classification"]!} {(string)table["storageDescriptor"]!["location"]!}"));
        Assert.Equal(["public.orders", "public.orders@backup", "public.orders@lines"], tables.Select(table => (string)table["parameters"]!["platform.table"]!));
        Assert.Equal(["shop/public.orders", "shop/public.orders@backup", "shop/public.orders@lines"], plan.Of("aws:glue/partitionIndex:PartitionIndex").Select(index => index.Name));
        Assert.All(plan.Of("aws:glue/catalogTable:CatalogTable"), table => Assert.True(table.Retain));
        foreach (var type in new[] { "aws:batch/jobDefinition:JobDefinition", "aws:scheduler/schedule:Schedule", "aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy" })
            Assert.DoesNotContain(plan.Of(type), resource => resource.Name.Contains('@', StringComparison.Ordinal));
        // One rule: the outputs lie below the table's prefix, and their keep is the table's.
        var rules = plan.One("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lake").Inputs["rules"]!.AsArray();
        Assert.Equal(["", "shop/public/orders/"], rules.Select(rule => (string)rule!["filter"]!["prefix"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Outputs_TheJobsRoleAndTheReaders_ReachTheirCatalogTables()
    {
        var plan = (await StackPlan.OfAsync(Samples.Of(Orders, Samples.Customers))).Expanded;
        var job = plan.One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!;

        Assert.Equal(["orders", "orders__backup", "orders__lines"], TablesOf(job, "Partitions"));
        Assert.Equal(["orders_latest", "orders__backup_latest", "orders__lines_latest"], TablesOf(job, "Latest"));
        var readers = plan.Of("aws:iam/policy:Policy").Single(policy => policy.Name == "shop/public.orders").Inputs["policy"]!;
        Assert.Equal(["orders", "orders_latest", "orders__backup", "orders__backup_latest", "orders__lines", "orders__lines_latest"], TablesOf(readers, "Catalog"));
        Assert.DoesNotContain("__", plan.One("aws:iam/rolePolicy:RolePolicy", "shop/crm.customers").Inputs["policy"]!.ToJsonString().Replace("crm__customers", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_UnderLakeFormation_AreGrantedOneByOne()
    {
        var inputs = Samples.Of(Orders);
        var plan = (await StackPlan.OfAsync(inputs with { Settings = inputs.Settings with { Features = inputs.Settings.Features with { LakeFormation = true } } })).Expanded;
        var grants = plan.Of("aws:lakeformation/permissions:Permissions").Select(grant => grant.Name).ToList();
        foreach (var output in (string[])["", "@backup", "@lines"])
        {
            Assert.Contains($"shop/public.orders{output}-table", grants);
            Assert.Contains($"shop/public.orders{output}/analyst", grants);
        }
    }

    [Fact]
    public async Task Diff_OutputAdded_AddsItsCatalogTable_AndRemoved_KeepsItInTheCloud()
    {
        var before = (await StackPlan.OfAsync(Samples.Of(WithoutLines))).Expanded;
        var after = (await StackPlan.OfAsync(Samples.Of(Orders))).Expanded;

        var added = PlanDiff.Of(before, after);
        Assert.All(added.Added, resource => Assert.Equal("shop/public.orders@lines", resource.Name));
        Assert.Empty(added.Removed);
        Assert.Empty(added.Refused);
        var removed = PlanDiff.Of(after, before);
        Assert.Empty(removed.Refused);
        Assert.Contains("- glue.CatalogTable shop/public.orders@lines (kept in the cloud)", PlanDiffText.Text(removed, "HEAD"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_RemovedAndAddedAgain_IsRefusedUntilItIsImported()
    {
        using var history = await PlanHistory.CreateAsync(Samples.Of(Orders), Samples.Of(WithoutLines));
        Assert.Matches(
            @"^shop/public\.orders@lines: its catalog table stayed in the cloud when it left the plan in commit [0-9a-f]{10}; take it over: platform:cloud import: \[shop/public\.orders@lines\]$",
            Assert.Single(await history.RefusalsAsync(Samples.Of(Orders))));

        var again = Samples.Of(Orders) with { Settings = Samples.Settings with { Import = ["shop/public.orders@lines"] } };
        Assert.Empty(await history.RefusalsAsync(again));
        var problems = new ProblemList();
        InputChecks.Check(again, problems);
        Assert.Empty(problems.Problems);
    }

    private static IEnumerable<string> TablesOf(JsonNode policy, string statement) => policy["Statement"]!.AsArray().Single(each => (string)each!["Sid"]! == statement)!["Resource"]!.AsArray()
        .Select(target => (string)target!).Where(target => target.Contains(":table/", StringComparison.Ordinal)).Select(target => target[(target.LastIndexOf('/') + 1)..]);
}
