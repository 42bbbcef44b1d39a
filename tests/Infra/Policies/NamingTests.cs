using System.Text.RegularExpressions;
using Platform.Infra.Plan;

namespace Platform.Infra.Tests.Policies;

/// <summary>What every resource is called, tagged and described as. A type without a rule here fails, so that a new one is thought about.</summary>
public sealed partial class NamingTests
{
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
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryResource_IsOfAKnownTypeWithALegalName(string stack)
    {
        foreach (var resource in (await PlannedStacks.OfAsync(stack)).Resources.Where(resource => !resource.IsComponent))
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
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryTaggedResource_SaysWhoseItIs(string stack)
    {
        foreach (var resource in (await PlannedStacks.OfAsync(stack)).Resources.Where(resource => resource.Inputs["tags"] is not null))
        {
            Assert.Equal("platform", (string)resource.Inputs["tags"]!["system"]!);
            Assert.Equal("test", (string)resource.Inputs["tags"]!["stack"]!);
            if (!resource.Name.StartsWith("shop/public.orders", StringComparison.Ordinal)) continue;
            Assert.Equal("public.orders", (string)resource.Inputs["tags"]!["table"]!);
            Assert.Equal("true", (string)resource.Inputs["tags"]!["pii"]!);
        }
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryResource_ThatTakesTags_HasThoseOfTheStack(string stack)
    {
        foreach (var resource in (await PlannedStacks.OfAsync(stack)).Resources.Where(resource => !resource.IsComponent && !Untagged.Contains(resource.Type)))
            Assert.True(resource.Inputs["tags"] is not null, $"{resource.Key} has no tags");
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EverySecurityGroupAndRule_IsDescribedInTheCharactersOfEc2(string stack)
    {
        string[] types = ["aws:ec2/securityGroup:SecurityGroup", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"];
        var described = (await PlannedStacks.OfAsync(stack)).Resources.Where(resource => types.Contains(resource.Type)).ToList();
        Assert.NotEmpty(described);
        Assert.All(described, resource => Assert.Matches(Ec2Description, (string)resource.Inputs["description"]!));
    }

    [Theory]
    [MemberData(nameof(PlannedStacks.All), MemberType = typeof(PlannedStacks))]
    public async Task EveryDescription_FitsItsService(string stack)
    {
        foreach (var resource in (await PlannedStacks.OfAsync(stack)).Resources)
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

    [GeneratedRegex("^[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{1,255}$")]
    private static partial Regex Ec2Description { get; }
}
