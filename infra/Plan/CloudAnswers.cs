using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Infra.Settings;

namespace Platform.Infra.Plan;

/// <summary>
/// What the cloud would answer when a resource is made. Names decide most of it; what the cloud chooses itself is made up from the resource's own
/// name and says so: <c>mock-</c> and eight digits.
/// </summary>
public static partial class CloudAnswers
{
    private static readonly ImmutableDictionary<string, object> Nothing = ImmutableDictionary<string, object>.Empty;

    /// <summary>How each type of resource is identified. A type that is not here is unknown to the plan and its policies, and fails.</summary>
    private static readonly Dictionary<string, Func<Made, ImmutableDictionary<string, object>>> ByType = new(StringComparer.Ordinal)
    {
        ["aws:athena/workgroup:Workgroup"] = made => made.Regional("athena", "workgroup/"),
        ["aws:batch/computeEnvironment:ComputeEnvironment"] = made => made.Regional("batch", "compute-environment/"),
        ["aws:batch/jobDefinition:JobDefinition"] = made => made.Regional("batch", "job-definition/", suffix: ":1"),
        ["aws:batch/jobQueue:JobQueue"] = made => made.Regional("batch", "job-queue/"),
        ["aws:cloudtrail/trail:Trail"] = made => made.Regional("cloudtrail", "trail/"),
        ["aws:cloudwatch/dashboard:Dashboard"] = made => made.Plain(),
        ["aws:cloudwatch/eventRule:EventRule"] = made => made.Regional("events", "rule/"),
        ["aws:cloudwatch/eventTarget:EventTarget"] = made => made.Plain(),
        ["aws:cloudwatch/logGroup:LogGroup"] = made => made.Regional("logs", "log-group:"),
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] = made => made.Regional("cloudwatch", "alarm:"),
        ["aws:ec2/securityGroup:SecurityGroup"] = made => made.Chosen("ec2", "security-group/", "sg-"),
        ["aws:ec2/vpcEndpoint:VpcEndpoint"] = made => made.Chosen("ec2", "vpc-endpoint/", "vpce-"),
        ["aws:ecr/lifecyclePolicy:LifecyclePolicy"] = made => made.Plain(),
        ["aws:ecr/repository:Repository"] = made => made.Regional("ecr", "repository/")
            .Add("repositoryUrl", $"{made.Settings.Account}.dkr.ecr.{made.Settings.Region}.amazonaws.com/{made.GivenName}"),
        ["aws:glue/catalogDatabase:CatalogDatabase"] = made => made.Regional("glue", "database/"),
        ["aws:glue/catalogTable:CatalogTable"] = made => made.Regional("glue", $"table/{made.Inputs["databaseName"]}/"),
        ["aws:glue/partitionIndex:PartitionIndex"] = made => made.Plain(),
        ["aws:iam/policy:Policy"] = made => made.Global("iam", "policy/"),
        ["aws:iam/role:Role"] = made => made.Global("iam", "role/"),
        ["aws:iam/rolePolicy:RolePolicy"] = made => made.Plain(),
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] = made => made.Plain(),
        ["aws:kms/alias:Alias"] = made => made.Regional("kms", ""),
        ["aws:kms/key:Key"] = made => made.Chosen("kms", "key/", ""),
        ["aws:lakeformation/permissions:Permissions"] = made => made.Plain(),
        ["aws:lakeformation/resource:Resource"] = made => made.Plain(),
        ["aws:rds/instance:Instance"] = made => made.Regional("rds", "db:", "identifier")
            .Add("address", $"{made.Inputs["identifier"]}.{made.MockId}.{made.Settings.Region}.rds.amazonaws.com")
            .Add("masterUserSecrets", ImmutableArray.Create<object>(Nothing.Add("secretArn", $"arn:aws:secretsmanager:{made.Settings.Region}:{made.Settings.Account}:secret:rds!db-{made.MockId}"))),
        ["aws:rds/subnetGroup:SubnetGroup"] = made => made.Regional("rds", "subgrp:"),
        ["aws:s3/bucket:Bucket"] = made => Nothing.Add("id", made.Inputs["bucket"]).Add("arn", $"arn:aws:s3:::{made.Inputs["bucket"]}"),
        ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"] = made => made.Plain(),
        ["aws:s3/bucketLogging:BucketLogging"] = made => made.Plain(),
        ["aws:s3/bucketObjectv2:BucketObjectv2"] = made => made.Plain(),
        ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"] = made => made.Plain(),
        ["aws:s3/bucketPolicy:BucketPolicy"] = made => made.Plain(),
        ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"] = made => made.Plain(),
        ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"] = made => made.Plain(),
        ["aws:s3/bucketVersioning:BucketVersioning"] = made => made.Plain(),
        ["aws:scheduler/schedule:Schedule"] = made => made.Regional("scheduler", $"schedule/{made.Inputs["groupName"]}/"),
        ["aws:scheduler/scheduleGroup:ScheduleGroup"] = made => made.Regional("scheduler", "schedule-group/"),
        ["aws:secretsmanager/secret:Secret"] = made => made.Regional("secretsmanager", "secret:", suffix: $"-{made.MockId}"),
        ["aws:sns/topic:Topic"] = made => made.Regional("sns", ""),
        ["aws:sns/topicPolicy:TopicPolicy"] = made => made.Plain(),
        ["aws:sns/topicSubscription:TopicSubscription"] = made => made.Plain(),
        ["aws:sqs/queue:Queue"] = made => made.Regional("sqs", "").SetItem("id", $"https://sqs.{made.Settings.Region}.amazonaws.com/{made.Settings.Account}/{made.GivenName}")
            .Add("url", $"https://sqs.{made.Settings.Region}.amazonaws.com/{made.Settings.Account}/{made.GivenName}"),
        ["aws:sqs/queuePolicy:QueuePolicy"] = made => made.Plain(),
        ["aws:ssm/parameter:Parameter"] = made => made.Regional("ssm", "parameter"),
        ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"] = made => made.Plain(),
        ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"] = made => made.Plain(),
    };

    public static IReadOnlyCollection<string> KnownTypes => ByType.Keys;

    /// <summary>The id and the outputs that inputs do not hold; a component has neither.</summary>
    /// <exception cref="RunException">The type is unknown.</exception>
    public static ImmutableDictionary<string, object> Of(CloudSettings settings, string type, string name, ImmutableDictionary<string, object> inputs)
    {
        if (type.StartsWith("platform:", StringComparison.Ordinal)) return Nothing.Add("id", "");
        if (!ByType.TryGetValue(type, out var answer))
            throw new RunException($"resource type {type} is unknown to the plan: say in CloudAnswers how it is identified, and in the policy tests what must hold of it");
        return answer(new Made(settings, type, name, inputs));
    }

    /// <summary>True for what stands for one resource: an ARN, a made-up id, a queue's address.</summary>
    public static bool IsIdentity(string answer) => Identity.Match(answer) is { Success: true } match && match.Length == answer.Length;

    public static IEnumerable<string> IdentitiesIn(string text)
    {
        if (!text.Contains("arn:", StringComparison.Ordinal) && !text.Contains("mock-", StringComparison.Ordinal) && !text.Contains("https://sqs.", StringComparison.Ordinal)) yield break;
        foreach (Match match in Identity.Matches(text)) yield return match.Value;
    }

    [GeneratedRegex("arn:aws:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[A-Za-z0-9_./:-]+|(sg-|vpce-)?mock-[0-9a-f]{8}|https://sqs\\.[A-Za-z0-9_./-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Identity { get; }

    private sealed record Made(CloudSettings Settings, string Type, string Name, ImmutableDictionary<string, object> Inputs)
    {
        public string MockId => $"mock-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Type}::{Name}")))[..8]}";

        public string GivenName => Inputs.TryGetValue("name", out var name) ? (string)name : MockId;

        public ImmutableDictionary<string, object> Plain() => Nothing.Add("id", MockId);

        public ImmutableDictionary<string, object> Regional(string service, string kind, string named = "name", string suffix = "") =>
            Nothing.Add("id", Inputs[named]).Add("arn", $"arn:aws:{service}:{Settings.Region}:{Settings.Account}:{kind}{Inputs[named]}{suffix}");

        public ImmutableDictionary<string, object> Global(string service, string kind) =>
            Nothing.Add("id", GivenName).Add("arn", $"arn:aws:{service}::{Settings.Account}:{kind}{GivenName}");

        public ImmutableDictionary<string, object> Chosen(string service, string kind, string prefix) =>
            Nothing.Add("id", prefix + MockId).Add("keyId", prefix + MockId).Add("arn", $"arn:aws:{service}:{Settings.Region}:{Settings.Account}:{kind}{prefix}{MockId}");
    }
}
