using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Infra.Plan;
using Platform.Infra.Settings;
using Platform.Registry.Stacks;

namespace Platform.Infra.Tests.Policies;

/// <summary>What must hold of every resource of every stack. A type without a rule here fails, so that a new one is thought about.</summary>
public sealed partial class StackPolicyTests
{
    private static readonly CloudFeatures Everything = new()
    {
        AccessLogs = true,
        DataEvents = true,
        Dashboard = true,
        VpcEndpoints = true,
        LakeFormation = true,
        RouteTables = new Dictionary<string, IReadOnlyList<string>> { ["vpc-0a1"] = ["rtb-1"] },
    };

    /// <summary>Where a wildcard resource is right, with the reason.</summary>
    private static readonly Dictionary<string, string> Wildcards = new(StringComparer.Ordinal)
    {
        ["kms/key::data"] = "in a key's own policy, * is that key",
        ["iam/rolePolicy::execution ecr:GetAuthorizationToken"] = "a login is not about a repository",
    };

    /// <summary>Names whose length and characters a service limits: input and pattern by type.</summary>
    private static readonly Dictionary<string, (string Input, string Pattern)> Names = new(StringComparer.Ordinal)
    {
        ["aws:athena/workgroup:Workgroup"] = ("name", "^[a-zA-Z0-9._-]{1,128}$"),
        ["aws:batch/computeEnvironment:ComputeEnvironment"] = ("name", "^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$"),
        ["aws:batch/jobDefinition:JobDefinition"] = ("name", "^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$"),
        ["aws:batch/jobQueue:JobQueue"] = ("name", "^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$"),
        ["aws:cloudtrail/trail:Trail"] = ("name", "^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$"),
        ["aws:cloudwatch/dashboard:Dashboard"] = ("dashboardName", "^[A-Za-z0-9_-]{1,255}$"),
        ["aws:cloudwatch/eventRule:EventRule"] = ("name", "^[.A-Za-z0-9_-]{1,64}$"),
        ["aws:cloudwatch/logGroup:LogGroup"] = ("name", "^[.A-Za-z0-9_/#-]{1,512}$"),
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] = ("name", "^.{1,255}$"),
        ["aws:ec2/securityGroup:SecurityGroup"] = ("name", "^(?!sg-)[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{1,255}$"),
        ["aws:ecr/repository:Repository"] = ("name", "^[a-z0-9]+([._/-][a-z0-9]+)*$"),
        ["aws:glue/catalogDatabase:CatalogDatabase"] = ("name", "^[a-z0-9_]{1,255}$"),
        ["aws:glue/catalogTable:CatalogTable"] = ("name", "^[\\p{Ll}\\p{Lo}\\p{N}_]{1,255}$"),
        ["aws:iam/policy:Policy"] = ("name", "^[A-Za-z0-9+=,.@_-]{1,128}$"),
        ["aws:iam/role:Role"] = ("name", "^[A-Za-z0-9+=,.@_-]{1,64}$"),
        ["aws:iam/rolePolicy:RolePolicy"] = ("name", "^[A-Za-z0-9+=,.@_-]{1,128}$"),
        ["aws:kms/alias:Alias"] = ("name", "^alias/[A-Za-z0-9/_-]{1,250}$"),
        ["aws:rds/instance:Instance"] = ("identifier", "^[a-z]([a-z0-9]|-(?!-)){0,62}(?<!-)$"),
        ["aws:rds/subnetGroup:SubnetGroup"] = ("name", "^[a-z0-9 ._-]{1,255}$"),
        ["aws:s3/bucket:Bucket"] = ("bucket", "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"),
        ["aws:scheduler/schedule:Schedule"] = ("name", "^[.A-Za-z0-9_-]{1,64}$"),
        ["aws:scheduler/scheduleGroup:ScheduleGroup"] = ("name", "^[.A-Za-z0-9_-]{1,64}$"),
        ["aws:secretsmanager/secret:Secret"] = ("name", "^[A-Za-z0-9/_+=.@-]{1,512}$"),
        ["aws:sns/topic:Topic"] = ("name", "^[A-Za-z0-9_-]{1,256}$"),
        ["aws:sqs/queue:Queue"] = ("name", "^[A-Za-z0-9_-]{1,80}$"),
        ["aws:ssm/parameter:Parameter"] = ("name", "^[A-Za-z0-9_./-]{1,1011}$"),
    };

    /// <summary>Types about which nothing more must hold than what their service checks.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "aws:cloudwatch/eventTarget:EventTarget", "aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ecr/lifecyclePolicy:LifecyclePolicy", "aws:glue/partitionIndex:PartitionIndex",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:lakeformation/permissions:Permissions", "aws:lakeformation/resource:Resource",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketObjectv2:BucketObjectv2",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls", "aws:s3/bucketPolicy:BucketPolicy", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "aws:s3/bucketVersioning:BucketVersioning", "aws:sns/topicPolicy:TopicPolicy",
        "aws:sns/topicSubscription:TopicSubscription", "aws:sqs/queuePolicy:QueuePolicy", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:kms/key:Key",
    };

    public static TheoryData<string> Stacks => ["plain", "everything", "managed"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryResource_IsOfAKnownTypeWithALegalName(string stack)
    {
        foreach (var resource in (await PlanAsync(stack)).Resources.Where(resource => !resource.IsComponent))
        {
            Assert.Contains(resource.Type, CloudAnswers.KnownTypes);
            if (Names.TryGetValue(resource.Type, out var rule)) Assert.Matches(new Regex(rule.Pattern), (string)resource.Inputs[rule.Input]!);
            else Assert.True(Plain.Contains(resource.Type), $"{resource.Type} has no rule: say what its names must be, or that nothing more must hold of it");
        }
    }

    [Fact]
    public void EveryKnownType_HasARule() =>
        Assert.Equal(CloudAnswers.KnownTypes.Order(StringComparer.Ordinal), Names.Keys.Concat(Plain).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryBucket_IsEncryptedClosedAndOwned(string stack)
    {
        var plan = await PlanAsync(stack);
        var buckets = plan.Of("aws:s3/bucket:Bucket");
        Assert.Equal(stack == "everything" ? 3 : 2, buckets.Count);
        foreach (var bucket in buckets)
        {
            var encryption = plan.One("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", bucket.Name).Inputs["rules"]![0]!["applyServerSideEncryptionByDefault"]!;
            Assert.Equal(bucket.Name == "logs" ? "AES256" : "aws:kms", (string)encryption["sseAlgorithm"]!);
            var block = plan.One("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", bucket.Name).Inputs;
            foreach (var each in new[] { "blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets" }) Assert.True((bool)block[each]!);
            Assert.Equal("BucketOwnerEnforced", (string)plan.One("aws:s3/bucketOwnershipControls:BucketOwnershipControls", bucket.Name).Inputs["rule"]!["objectOwnership"]!);
            var statements = plan.One("aws:s3/bucketPolicy:BucketPolicy", bucket.Name).Inputs["policy"]!["Statement"]!.AsArray();
            Assert.Contains(statements, statement => (string)statement!["Sid"]! == "TlsOnly" && (string)statement["Effect"]! == "Deny");
            Assert.Equal(bucket.Name != "logs", statements.Any(statement => (string)statement!["Sid"]! == "OwnKeyOnly"));
            Assert.Contains(plan.One("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", bucket.Name).Inputs["rules"]!.AsArray(), rule => rule!["abortIncompleteMultipartUpload"] is not null);
        }
        Assert.Equal("Enabled", (string)plan.One("aws:s3/bucketVersioning:BucketVersioning", "lake").Inputs["versioningConfiguration"]!["status"]!);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryPolicy_NamesWhatItAllows(string stack)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (resource, statement) in Statements(await PlanAsync(stack)).Where(each => (string)each.Statement["Effect"]! == "Allow"))
        {
            var owner = $"{resource.Type.Split(':')[1]}::{resource.Name}";
            var actions = statement["Action"]!.AsArray().Select(action => (string)action!).ToList();
            foreach (var target in statement["Resource"]?.AsArray().Select(target => (string)target!) ?? [])
            {
                if (target != "*") continue;
                var key = Wildcards.ContainsKey(owner) ? owner : $"{owner} {string.Join(' ', actions)}";
                Assert.True(Wildcards.ContainsKey(key), $"{key} allows *: name what it allows, or add it to the list with a reason");
                used.Add(key);
            }
            if (owner != "kms/key::data") Assert.All(actions, action => Assert.DoesNotContain('*', action));
            // A principal of everybody is for denials only.
            Assert.DoesNotContain("\"*\"", statement["Principal"]?.ToJsonString() ?? "", StringComparison.Ordinal);
        }
        Assert.Equal(Wildcards.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryJobRole_ReachesItsOwnTableOnly(string stack)
    {
        var plan = await PlanAsync(stack);
        var policy = plan.One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!;
        Assert.DoesNotContain("customers", policy.ToJsonString(), StringComparison.Ordinal);
        var objects = policy["Statement"]!.AsArray().Where(statement => statement!["Action"]!.AsArray().Any(action => ((string)action!).StartsWith("s3:Put", StringComparison.Ordinal)));
        Assert.All(objects, statement => Assert.Equal(["arn:aws:s3:::acme-lake-test/shop/public/orders/*"], statement!["Resource"]!.AsArray().Select(target => (string)target!)));
        Assert.DoesNotContain("glue:DeleteTable", policy.ToJsonString(), StringComparison.Ordinal);
        // What prune needs: versions of its own objects, and partitions of its own table, without those of _latest's.
        Assert.Equal(["arn:aws:s3:::acme-lake-test/shop/public/orders/*"], Targets(policy, "s3:DeleteObjectVersion"));
        var list = policy["Statement"]!.AsArray().Single(statement => Actions(statement!).Contains("s3:ListBucketVersions"))!;
        Assert.Equal("""{"StringLike":{"s3:prefix":["shop/public/orders/*"]}}""", list["Condition"]!.ToJsonString());
        Assert.Equal(
            ["arn:aws:glue:eu-west-1:123456789012:catalog", "arn:aws:glue:eu-west-1:123456789012:database/test_shop", "arn:aws:glue:eu-west-1:123456789012:table/test_shop/orders"],
            Targets(policy, "glue:BatchDeletePartition"));
    }

    [Fact]
    public async Task SourceThatIsReachedByIam_ItsJobsMayLogInAsThatUserAndNoOther()
    {
        const string user = "arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-0F0F/reader";
        var settings = Samples.Settings with { Sources = new Dictionary<string, SourceConnection> { ["shop"] = new(Samples.Settings.Sources["shop"].Secret, new DatabaseAccess(IamUser: user)) } };
        var plan = (await StackPlan.OfAsync(Samples.Inputs with { Settings = settings })).Expanded;
        Assert.Equal([user], Targets(plan.One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!, "rds-db:connect"));
        Assert.Empty(Targets((await PlanAsync("plain")).One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!, "rds-db:connect"));
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
        Assert.DoesNotContain((await PlanAsync("plain")).One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!["Statement"]!.AsArray(), statement => (string)statement!["Sid"]! == "Unseal");

        IReadOnlyList<string> Unsealed(string role)
        {
            var statement = plan.One("aws:iam/rolePolicy:RolePolicy", role).Inputs["policy"]!["Statement"]!.AsArray().Single(statement => (string)statement!["Sid"]! == "Unseal")!;
            Assert.Equal("""{"StringEquals":{"kms:ViaService":["secretsmanager.eu-west-1.amazonaws.com"]}}""", statement["Condition"]!.ToJsonString());
            return [.. statement["Resource"]!.AsArray().Select(key => (string)key!)];
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryRole_IsAssumedByAServiceForThisAccountOnly(string stack)
    {
        foreach (var role in (await PlanAsync(stack)).Of("aws:iam/role:Role"))
        {
            var statement = Assert.Single(role.Inputs["assumeRolePolicy"]!["Statement"]!.AsArray())!;
            Assert.NotNull(statement["Principal"]!["Service"]);
            Assert.Equal(Samples.Account, (string)statement["Condition"]!["StringEquals"]!["aws:SourceAccount"]![0]!);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryLogGroup_HasRetentionAndKey(string stack)
    {
        var groups = (await PlanAsync(stack)).Of("aws:cloudwatch/logGroup:LogGroup");
        Assert.NotEmpty(groups);
        Assert.All(groups, group => Assert.True((long)group.Inputs["retentionInDays"]! > 0 && group.Inputs["kmsKeyId"] is not null));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EverySchedule_HasADeadLetterQueueARetryPolicyAndATime(string stack)
    {
        var schedules = (await PlanAsync(stack)).Of("aws:scheduler/schedule:Schedule");
        Assert.Equal(3, schedules.Count);
        foreach (var schedule in schedules)
        {
            var target = schedule.Inputs["target"]!;
            Assert.StartsWith("arn:aws:sqs:", (string)target["deadLetterConfig"]!["arn"]!, StringComparison.Ordinal);
            Assert.InRange((long)target["retryPolicy"]!["maximumEventAgeInSeconds"]!, 60, 86_400);
            Assert.InRange((long)target["retryPolicy"]!["maximumRetryAttempts"]!, 1, 185);
            Assert.Equal("<aws.scheduler.scheduled-time>", (string)target["input"]!["Parameters"]!["at"]!);
            Assert.Matches(JobName, (string)target["input"]!["JobName"]!);
            Assert.DoesNotContain(':', (string)target["input"]!["JobDefinition"]!);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryJobDefinition_RetriesWhatItMayAndEndsInExit(string stack)
    {
        foreach (var job in (await PlanAsync(stack)).Of("aws:batch/jobDefinition:JobDefinition"))
        {
            var rules = job.Inputs["retryStrategy"]!["evaluateOnExits"]!.AsArray();
            Assert.InRange(rules.Count, 1, 5);
            Assert.Equal("{\"action\":\"EXIT\",\"onReason\":\"*\"}", rules[^1]!.ToJsonString());
            Assert.Contains(rules, rule => (string?)rule!["onExitCode"] == "75" && (string)rule["action"]! == "RETRY");
            Assert.All(rules.SkipLast(1), rule => Assert.Equal("RETRY", (string)rule!["action"]!));
            Assert.True((long)job.Inputs["timeout"]!["attemptDurationSeconds"]! >= 60);
            var container = job.Inputs["containerProperties"]!;
            Assert.True((bool)container["readonlyRootFilesystem"]!);
            Assert.Equal("DISABLED", (string)container["networkConfiguration"]!["assignPublicIp"]!);
            Assert.DoesNotContain(container["environment"]!.AsArray(), variable => ((string)variable!["name"]!).StartsWith("AWS_BATCH", StringComparison.Ordinal));
            Assert.True(System.Text.Encoding.UTF8.GetByteCount(job.Inputs.ToJsonString()) < 24 * 1024);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryCatalogColumn_IsLegalInAthenaAndNoLocationIsAJobs(string stack)
    {
        foreach (var table in (await PlanAsync(stack)).Of("aws:glue/catalogTable:CatalogTable"))
        {
            Assert.DoesNotContain("_latest", (string)table.Inputs["name"]!, StringComparison.Ordinal);
            var storage = table.Inputs["storageDescriptor"]!;
            // The prefix of all attempts: a job moves partitions and _latest, never this.
            Assert.Matches("^s3://acme-lake-test/shop/[^/]+/[^/]+/$", (string)storage["location"]!);
            Assert.DoesNotContain("attempt=", table.Inputs.ToJsonString(), StringComparison.Ordinal);
            Assert.All(table.Inputs["partitionKeys"]!.AsArray(), key => Assert.Equal("string", (string)key!["type"]!));
            Assert.All(storage["columns"]!.AsArray(), column => Assert.Matches(AthenaType, (string)column!["type"]!));
            Assert.All(storage["columns"]!.AsArray(), column => Assert.Equal(((string)column!["name"]!).ToLowerInvariant(), (string)column["name"]!));
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryTaggedResource_SaysWhoseItIs(string stack)
    {
        foreach (var resource in (await PlanAsync(stack)).Resources.Where(resource => resource.Inputs["tags"] is not null))
        {
            Assert.Equal("platform", (string)resource.Inputs["tags"]!["system"]!);
            Assert.Equal("test", (string)resource.Inputs["tags"]!["stack"]!);
            if (!resource.Name.StartsWith("shop/public.orders", StringComparison.Ordinal)) continue;
            Assert.Equal("public.orders", (string)resource.Inputs["tags"]!["table"]!);
            Assert.Equal("true", (string)resource.Inputs["tags"]!["pii"]!);
        }
    }

    /// <summary>What takes no tags, or whose tags mean something else.</summary>
    private static readonly HashSet<string> Untagged = new(StringComparer.Ordinal)
    {
        "aws:cloudwatch/dashboard:Dashboard", "aws:cloudwatch/eventTarget:EventTarget", "aws:ecr/lifecyclePolicy:LifecyclePolicy", "aws:glue/catalogTable:CatalogTable", "aws:glue/partitionIndex:PartitionIndex",
        "aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:kms/alias:Alias", "aws:lakeformation/permissions:Permissions", "aws:lakeformation/resource:Resource",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketOwnershipControls:BucketOwnershipControls", "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "aws:s3/bucketVersioning:BucketVersioning",
        "aws:scheduler/schedule:Schedule", "aws:sns/topicPolicy:TopicPolicy", "aws:sns/topicSubscription:TopicSubscription", "aws:sqs/queuePolicy:QueuePolicy",
        // Tags of objects choose their lifecycle rule.
        "aws:s3/bucketObjectv2:BucketObjectv2",
    };

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryResource_ThatTakesTags_HasThoseOfTheStack(string stack)
    {
        foreach (var resource in (await PlanAsync(stack)).Resources.Where(resource => !resource.IsComponent && !Untagged.Contains(resource.Type)))
            Assert.True(resource.Inputs["tags"] is not null, $"{resource.Key} has no tags");
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EverySecurityGroupAndRule_IsDescribedInTheCharactersOfEc2(string stack)
    {
        string[] types = ["aws:ec2/securityGroup:SecurityGroup", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"];
        var described = (await PlanAsync(stack)).Resources.Where(resource => types.Contains(resource.Type)).ToList();
        Assert.NotEmpty(described);
        Assert.All(described, resource => Assert.Matches(Ec2Description, (string)resource.Inputs["description"]!));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryDescription_FitsItsService(string stack)
    {
        foreach (var resource in (await PlanAsync(stack)).Resources)
        {
            var limit = resource.Type switch
            {
                "aws:cloudwatch/eventRule:EventRule" or "aws:scheduler/schedule:Schedule" => 512,
                "aws:iam/role:Role" or "aws:iam/policy:Policy" => 1000,
                "aws:cloudwatch/metricAlarm:MetricAlarm" or "aws:ssm/parameter:Parameter" or "aws:athena/workgroup:Workgroup" => 1024,
                "aws:glue/catalogTable:CatalogTable" or "aws:glue/catalogDatabase:CatalogDatabase" => 2048,
                _ => int.MaxValue,
            };
            Assert.InRange(((string?)resource.Inputs["description"] ?? (string?)resource.Inputs["alarmDescription"] ?? "x").Length, 1, limit);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryPolicy_HasOnlyCharactersThatIamTakes(string stack)
    {
        foreach (var (resource, statement) in Statements(await PlanAsync(stack)))
            Assert.True(statement.ToJsonString(Relaxed).All(c => c is '\t' or '\n' or '\r' or >= ' ' and <= 'ÿ'), resource.Key);
    }

    [Fact]
    public async Task Notices_FromEventBridge_AreBoundToNoCondition()
    {
        // EventBridge gives SNS no context: a statement with a condition never holds, and failures would be reported to nobody.
        var plan = await PlanAsync("plain");
        var statements = Statements(plan).Where(each => each.Resource.Type is "aws:sns/topicPolicy:TopicPolicy" or "aws:kms/key:Key")
            .Where(each => each.Statement["Principal"]!["Service"]?.AsArray().Any(service => (string)service! == "events.amazonaws.com") == true).ToList();
        Assert.Equal(2, statements.Count);
        Assert.All(statements, each => Assert.Null(each.Statement["Condition"]));
    }

    [Fact]
    public async Task LakeFormation_JobIsGrantedItsLocationItsDatabaseAndItsOwnTable()
    {
        var plan = await PlanAsync("everything");
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

    [Fact]
    public async Task ManagedLedger_IsEncryptedBackedUpAndProtected()
    {
        var ledger = (await PlanAsync("managed")).One("aws:rds/instance:Instance", "ledger");
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
        Assert.DoesNotContain(Statements(plan.Expanded), each => each.Statement.ToJsonString().Contains("rds!db", StringComparison.Ordinal));
        Assert.Contains(where.JobSecret, Targets(plan.Expanded.One("aws:iam/rolePolicy:RolePolicy", "shop/public.orders").Inputs["policy"]!, "secretsmanager:GetSecretValue"));
        Assert.Equal(
            ["ledger-sg-runner", "shop-ledger"],
            plan.Of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").Where(rule => (long)rule.Inputs["fromPort"]! == 5432 && rule.Name.Contains("ledger", StringComparison.Ordinal)).Select(rule => rule.Name).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Actions(JsonNode statement) => statement["Action"]!.AsArray().Select(action => (string)action!);

    private static IEnumerable<string> Targets(JsonNode policy, string action) =>
        policy["Statement"]!.AsArray().Where(statement => Actions(statement!).Contains(action)).SelectMany(statement => statement!["Resource"]!.AsArray()).Select(target => (string)target!);

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("^[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{1,255}$")]
    private static partial Regex Ec2Description { get; }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex JobName { get; }

    [GeneratedRegex("^(boolean|smallint|int|bigint|float|double|string|binary|date|timestamp|decimal\\((3[0-8]|[12]?[0-9]),(3[0-8]|[12]?[0-9])\\)|array<[a-z0-9(),<>]+>|struct<.+>|map<.+>)$")]
    private static partial Regex AthenaType { get; }

    private static async Task<PlanDocument> PlanAsync(string stack) => (await StackPlan.OfAsync(Samples.Inputs with
    {
        Settings = stack switch
        {
            "everything" => Samples.Settings with { Features = Everything },
            "managed" => Samples.Settings with { Ledger = new LedgerSettings.Managed("vpc-1", ["subnet-1", "subnet-2"]) },
            _ => Samples.Settings,
        },
    })).Expanded;

    private static IEnumerable<(PlanResource Resource, JsonObject Statement)> Statements(PlanDocument plan) =>
        from resource in plan.Resources
        from input in resource.Inputs
        where input.Value is JsonObject document && document["Statement"] is JsonArray
        from statement in input.Value!["Statement"]!.AsArray()
        select (resource, statement.AsObject());
}
