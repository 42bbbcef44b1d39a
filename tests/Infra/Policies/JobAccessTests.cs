using Platform.Infra.Plan;
using Platform.Infra.Settings;
using Platform.Registry.Stacks;

namespace Platform.Infra.Tests.Policies;

/// <summary>What the role of a table's job reaches: its own table, its source's login, its secrets, and nothing else.</summary>
public sealed class JobAccessTests
{
    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryJobRole_ReachesItsOwnTableOnly(string stack)
    {
        var plan = await PlannedStacks.OfAsync(stack);
        var policy = plan.One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!;
        Assert.DoesNotContain("customers", policy.ToJsonString(), StringComparison.Ordinal);
        var objects = policy["Statement"]!.AsArray().Where(statement => statement!["Action"]!.AsArray().Any(action => ((string)action!).StartsWith("s3:Put", StringComparison.Ordinal)));
        Assert.All(objects, statement => Assert.Equal(["arn:aws:s3:::acme-lake-test/shop/public/orders/*"], statement!["Resource"]!.AsArray().Select(target => (string)target!)));
        Assert.DoesNotContain("glue:DeleteTable", policy.ToJsonString(), StringComparison.Ordinal);
        // What prune needs: versions of its own objects, and partitions of its own table, without those of _latest's.
        Assert.Equal(["arn:aws:s3:::acme-lake-test/shop/public/orders/*"], PlannedStacks.Targets(policy, "s3:DeleteObjectVersion"));
        var list = policy["Statement"]!.AsArray().Single(statement => PlannedStacks.Actions(statement!).Contains("s3:ListBucketVersions"))!;
        Assert.Equal("""{"StringLike":{"s3:prefix":["shop/public/orders/*"]}}""", list["Condition"]!.ToJsonString());
        Assert.Equal(
            ["arn:aws:glue:eu-west-1:123456789012:catalog", "arn:aws:glue:eu-west-1:123456789012:database/test_shop", "arn:aws:glue:eu-west-1:123456789012:table/test_shop/orders"],
            PlannedStacks.Targets(policy, "glue:BatchDeletePartition"));
    }

    [Fact]
    public async Task SourceThatIsReachedByIam_ItsJobsMayLogInAsThatUserAndNoOther()
    {
        const string user = "arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-0F0F/reader";
        var settings = Samples.Settings with { Sources = new Dictionary<string, SourceConnection> { ["shop"] = new(Samples.Settings.Sources["shop"].Secret, new DatabaseAccess(IamUser: user)) } };
        var plan = (await StackPlan.OfAsync(Samples.Inputs with { Settings = settings })).Expanded;
        Assert.Equal([user], PlannedStacks.Targets(plan.One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!, "rds-db:connect"));
        Assert.Empty(PlannedStacks.Targets((await PlannedStacks.OfAsync("plain")).One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!, "rds-db:connect"));
    }

    [Fact]
    public async Task SecretsUnderAKeyOfTheirOwn_AreOpenedByTheJobsThatNeedThem_ThroughSecretsManagerOnly()
    {
        const string own = "arn:aws:kms:eu-west-1:123456789012:key/own", shop = "arn:aws:kms:eu-west-1:123456789012:key/shop";
        var settings = Samples.Settings with
        {
            SecretKey = own,
            Sources = new Dictionary<string, SourceConnection> { ["shop"] = new(Samples.Settings.Sources["shop"].Secret, new DatabaseAccess(SecretKey: shop)), ["crm"] = Samples.Settings.Sources["shop"] },
        };
        var crm = new SourceTables(Samples.Shop with { Name = "crm" }, [Samples.Table("public.leads", "crm")]);
        var plan = (await StackPlan.OfAsync(new StackInputs(settings, [crm, .. Samples.Inputs.Sources]))).Expanded;
        Assert.Equal([own, shop], Unsealed("shop/public.orders"));
        Assert.Equal([own], Unsealed("crm/public.leads"));
        Assert.Equal(3, Unsealed("execution").Count);
        Assert.DoesNotContain((await PlannedStacks.OfAsync("plain")).One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!["Statement"]!.AsArray(), statement => (string)statement!["Sid"]! == "Unseal");

        IReadOnlyList<string> Unsealed(string role)
        {
            var statement = plan.One("aws:iam/rolePolicy:RolePolicy", role).Inputs["policy"]!["Statement"]!.AsArray().Single(statement => (string)statement!["Sid"]! == "Unseal")!;
            Assert.Equal("""{"StringEquals":{"kms:ViaService":["secretsmanager.eu-west-1.amazonaws.com"]}}""", statement["Condition"]!.ToJsonString());
            return [.. statement["Resource"]!.AsArray().Select(key => (string)key!)];
        }
    }

    [Fact]
    public async Task LakeFormation_JobIsGrantedItsLocationItsDatabaseAndItsOwnTable()
    {
        var plan = await PlannedStacks.OfAsync("everything");
        var grants = plan.Of("aws:lakeformation/permissions:Permissions").Where(grant => ((string)grant.Inputs["principal"]!).EndsWith("role/platform-test-shop-public-orders", StringComparison.Ordinal));
        Assert.Equal(
            [
                "shop/public.orders-latest: CREATE_TABLE DESCRIBE on {\"name\":\"test_shop\"}",
                "shop/public.orders-location: DATA_LOCATION_ACCESS on {\"arn\":\"arn:aws:s3:::acme-lake-test\"}",
                "shop/public.orders-table: ALTER DESCRIBE on {\"databaseName\":\"test_shop\",\"name\":\"orders\"}",
            ],
            grants.Select(grant => $"{grant.Name}: {string.Join(' ', grant.Inputs["permissions"]!.AsArray())} on {(grant.Inputs["table"] ?? grant.Inputs["database"] ?? grant.Inputs["dataLocation"])!.ToJsonString()}"));
        var reader = plan.One("aws:lakeformation/permissions:Permissions", "shop/public.orders/analyst");
        Assert.Equal("[\"SELECT\",\"DESCRIBE\"]", reader.Inputs["permissions"]!.ToJsonString());
    }
}
