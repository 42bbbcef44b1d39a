using System.Text.Json.Nodes;
using Platform.Infra.Plan;
using Platform.Registry.Entries;

namespace Platform.Infra.Tests.Plan;

public sealed class StackPlanTests
{
    [Fact]
    public async Task Plan_SameInputsTwice_SameBytes()
    {
        Assert.Equal((await StackPlan.OfAsync(Samples.Inputs)).ToJson(), (await StackPlan.OfAsync(Samples.Inputs)).ToJson());
    }

    [Fact]
    public async Task Plan_Json_HasTheContractsShape()
    {
        var root = JsonNode.Parse((await StackPlan.OfAsync(Samples.Inputs)).ToJson())!;
        var resources = root["resources"]!.AsArray();
        Assert.NotEmpty(resources);
        foreach (var resource in resources)
        {
            Assert.NotEqual("", (string)resource!["name"]!);
            Assert.Contains(':', (string)resource["type"]!);
            Assert.IsType<JsonObject>(resource["inputs"]);
            Assert.True(resource.AsObject().ContainsKey("parent"));
            Assert.IsType<JsonArray>(resource["dependsOn"]);
        }
        List<(string, string)> order = [.. resources.Select(resource => ((string)resource!["type"]!, (string)resource["name"]!))];
        Assert.Equal(order.OrderBy(each => each.Item1, StringComparer.Ordinal).ThenBy(each => each.Item2, StringComparer.Ordinal), order);
    }

    [Fact]
    public async Task Plan_GoldenForm_ReadsBackAsTheSamePlan()
    {
        var plan = await StackPlan.OfAsync(Samples.Inputs);
        Assert.Equal(plan.ToGolden(), PlanDocument.Read(plan.ToGolden()).ToGolden());
    }

    [Fact]
    public async Task Plan_DependsOn_NamesTheResourcesThatAnInputComesFrom()
    {
        var plan = await StackPlan.OfAsync(Samples.Inputs);
        var schedule = plan.One("aws:scheduler/schedule:Schedule", "shop/public.orders");
        Assert.Equal(
            [
                "aws:batch/jobDefinition:JobDefinition::shop/public.orders",
                "aws:batch/jobQueue:JobQueue::shop-urgent",
                "aws:iam/role:Role::scheduler",
                "aws:sqs/queue:Queue::dead-letters",
            ],
            schedule.DependsOn);
        Assert.Equal("platform:scheduling:JobSchedule::shop/public.orders", schedule.Parent);
    }

    [Fact]
    public async Task Plan_NoImage_SchedulesAreDisabledAndThePlanSaysSo()
    {
        var plan = await StackPlan.OfAsync(Samples.Inputs with { Settings = Samples.Settings with { Image = null } });
        var schedules = plan.Of("aws:scheduler/schedule:Schedule");
        Assert.Equal(3, schedules.Count);
        Assert.All(schedules, schedule => Assert.Equal("DISABLED", (string?)schedule.Inputs["state"]));
        Assert.Contains(plan.Notes, note => note.StartsWith("no image is set: every schedule is DISABLED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_PausedTable_ScheduleAndAlarmsAreOff()
    {
        var plan = await StackPlan.OfAsync(Samples.Of(Samples.Orders with { State = EntryState.Paused }, Samples.Customers));
        Assert.Equal("DISABLED", (string?)plan.One("aws:scheduler/schedule:Schedule", "shop/public.orders").Inputs["state"]);
        Assert.Equal("ENABLED", (string?)plan.One("aws:scheduler/schedule:Schedule", "shop/crm.customers").Inputs["state"]);
        Assert.False((bool)plan.One("aws:cloudwatch/metricAlarm:MetricAlarm", "shop/public.orders-behind").Inputs["actionsEnabled"]!);
        Assert.True((bool)plan.One("aws:cloudwatch/metricAlarm:MetricAlarm", "shop/crm.customers-behind").Inputs["actionsEnabled"]!);
    }

    [Fact]
    public async Task Plan_ScheduleInput_CarriesTheTimeAsAParameterUnescapedAndNoRevision()
    {
        var plan = await StackPlan.OfAsync(Samples.Inputs);
        var input = (string)plan.One("aws:scheduler/schedule:Schedule", "shop/public.orders").Inputs["target"]!["input"]!;
        Assert.Equal(
            "{\"JobName\":\"platform-test-shop-public-orders\",\"JobQueue\":\"arn:aws:batch:eu-west-1:123456789012:job-queue/platform-test-shop-urgent\","
            + "\"JobDefinition\":\"platform-test-shop-public-orders\",\"Parameters\":{\"at\":\"<aws.scheduler.scheduled-time>\"}}",
            input);
    }

    [Fact]
    public async Task Plan_JobDefinition_RunsTheJobContract()
    {
        var plan = (await StackPlan.OfAsync(Samples.Inputs)).Expanded;
        var container = plan.One("aws:batch/jobDefinition:JobDefinition", "shop/public.orders").Inputs["containerProperties"]!;
        Assert.Equal(["snapshot", "--table", "public.orders", "--at", "Ref::at"], container["command"]!.AsArray().Select(word => (string)word!));
        var environment = container["environment"]!.AsArray().ToDictionary(each => (string)each!["name"]!, each => (string)each!["value"]!);
        Assert.Equal(["PLATFORM_ENTRY", "PLATFORM_LAKE", "PLATFORM_LAKE_OWNER", "PLATFORM_STACK"], environment.Keys.Order(StringComparer.Ordinal));
        var reference = EntryReference.Parse(environment["PLATFORM_ENTRY"]);
        var stored = (await StackPlan.OfAsync(Samples.Inputs)).One("aws:s3/bucketObjectv2:BucketObjectv2", "shop/public.orders");
        Assert.Equal(reference.Uri, $"s3://acme-lake-test/{(string)stored.Inputs["key"]!}");
        var document = EntryDocument.Read(System.Text.Encoding.UTF8.GetBytes((string)stored.Inputs["content"]!), reference.Sha256);
        Assert.Equal("shop/public.orders", document.Entry.FullName);
        Assert.Equal(["PLATFORM_LEDGER_URL", "PLATFORM_SOURCE_URL", "PLATFORM_PROOF_SEED", "PLATFORM_MASK_SECRET"], container["secrets"]!.AsArray().Select(secret => (string)secret!["name"]!));
    }

    [Fact]
    public async Task Plan_Group_HasOneJobAndOneSchedule()
    {
        var shop = Samples.Shop with { Groups = [new Group("sales", [Samples.Orders.Table, Samples.Customers.Table], Registry.Schedules.Schedule.Hourly)] };
        var plan = await StackPlan.OfAsync(Samples.Inputs with { Sources = [new Infra.Settings.SourceTables(shop, [Samples.Customers, Samples.Orders])] });
        Assert.Equal(["shop/group sales", "watch"], plan.Of("aws:batch/jobDefinition:JobDefinition").Select(job => job.Name));
        Assert.Equal(["shop/group sales", "watch"], plan.Of("aws:scheduler/schedule:Schedule").Select(schedule => schedule.Name));
        var command = plan.Expanded.One("aws:batch/jobDefinition:JobDefinition", "shop/group sales").Inputs["containerProperties"]!["command"]!;
        Assert.Equal(["snapshot", "--group", "sales", "--at", "Ref::at"], command.AsArray().Select(word => (string)word!));
        var document = plan.Expanded.One("aws:s3/bucketObjectv2:BucketObjectv2", "shop/group sales").Inputs["content"]!;
        Assert.Equal(2, document["entries"]!.AsArray().Count);
    }

    [Fact]
    public async Task Plan_TableThatIsAddedAgain_TakesItsCatalogTableAndIndexOver()
    {
        var plan = await StackPlan.OfAsync(Samples.Inputs with { Settings = Samples.Settings with { Import = ["shop/public.orders"] } });
        Assert.Equal("123456789012:test_shop:orders", plan.One("aws:glue/catalogTable:CatalogTable", "shop/public.orders").Import);
        Assert.Equal("123456789012:test_shop:orders:snapshot", plan.One("aws:glue/partitionIndex:PartitionIndex", "shop/public.orders").Import);
        Assert.Equal(2, plan.Resources.Count(resource => resource.Import is not null));
        Assert.Matches("glue.CatalogTable +shop/public.orders \\[kept on delete\\] \\[imported\\]", PlanText.Text(plan));
    }

    [Fact]
    public async Task Plan_UnknownResourceType_Fails()
    {
        await Task.CompletedTask;
        var failure = Assert.Throws<Pulumi.RunException>(() => CloudAnswers.Of(Samples.Settings, "aws:lambda/function:Function", "f", []));
        Assert.StartsWith("resource type aws:lambda/function:Function is unknown to the plan", failure.Message, StringComparison.Ordinal);
    }
}
