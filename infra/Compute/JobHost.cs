using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;
using Platform.Infra.Storage;

namespace Platform.Infra.Compute;

/// <summary>What all jobs of a stack share: image, log group, and the role by which Batch starts containers.</summary>
public sealed class JobHost : ComponentResource
{
    public JobHost(string name, CloudSettings settings, DataKey key, Output<string> ledgerSecret, ComponentResourceOptions options) : base("platform:compute:JobHost", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var repository = new ImageRepository("images", settings, key, new ComponentResourceOptions { Parent = this });
        Image = repository.Image;
        var logs = new Aws.CloudWatch.LogGroup("jobs", new Aws.CloudWatch.LogGroupArgs
        {
            Name = CloudName.JobLogs(settings.Stack),
            RetentionInDays = settings.LogDays,
            KmsKeyId = key.Arn,
            Tags = CloudTags.OfStack(settings),
        }, child);
        var role = new Aws.Iam.Role("execution", new Aws.Iam.RoleArgs
        {
            Name = CloudName.Of(settings.Stack, "execution"),
            Description = "Batch pulls the job image, hands out secrets and writes logs",
            AssumeRolePolicy = Trust.Of("ecs-tasks.amazonaws.com", settings.Account),
            Tags = CloudTags.OfStack(settings),
        }, child);
        _ = new Aws.Iam.RolePolicy("execution", new Aws.Iam.RolePolicyArgs
        {
            Name = "start-jobs",
            Role = role.Name,
            Policy = Output.All(repository.Arn, logs.Arn, ledgerSecret, key.Arn).Apply(arns => ExecutionPolicy(settings, arns[0], arns[1], arns[2], arns[3]).ToJson()),
        }, child);
        LogGroup = logs.Name;
        ExecutionRole = role.Arn;
        RegisterOutputs();
    }

    public Output<string> Image { get; }

    public Output<string> LogGroup { get; }

    public Output<string> ExecutionRole { get; }

    /// <summary>What the role by which Batch starts containers may do.</summary>
    public static PolicyDocument ExecutionPolicy(CloudSettings settings, string repository, string logGroup, string ledgerSecret, string key) => new(
        new Statement("Login", ["ecr:GetAuthorizationToken"], ["*"]),
        new Statement("Pull", ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], [repository]),
        new Statement("Log", ["logs:CreateLogStream", "logs:PutLogEvents"], [$"{logGroup}:log-stream:*"]),
        new Statement("Secrets", ["secretsmanager:GetSecretValue"],
            [.. settings.Sources.Values.Select(source => source.Secret.Arn).Append(settings.ProofSeedSecret).Append(ledgerSecret).Append(settings.MaskSecret).OfType<string>().Distinct().Order(StringComparer.Ordinal)]),
        SecretKeys.Unseal(settings, [key, .. settings.SecretKeysOf(settings.Sources.Keys)]));
}
