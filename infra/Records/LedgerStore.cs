using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Infra.Storage;
using Platform.Registry.Stacks;
using Vpc = Pulumi.Aws.Vpc;

namespace Platform.Infra.Records;

/// <summary>The ledger: an existing PostgreSQL, or a small one of the stack's own.</summary>
public sealed class LedgerStore : ComponentResource
{
    private const int Port = 5432;

    private const string Database = "platform";

    private readonly CloudSettings _settings;

    /// <summary>Days of point-in-time recovery: a month covers the longest silence anybody has explained.</summary>
    private const int BackupDays = 30;

    public LedgerStore(string name, CloudSettings settings, DataKey key, ComponentResourceOptions options) : base("platform:records:LedgerStore", name, options)
    {
        _settings = settings;
        (Secret, Url, SecurityGroup) = settings.Ledger switch
        {
            LedgerSettings.Existing existing => (Output.Create(existing.Secret.Arn), Output.Create(existing.Secret.ValueFrom), Output.Create(existing.SecurityGroup)),
            LedgerSettings.Managed managed => Managed(name, settings, managed, key),
            _ => throw new InvalidOperationException($"ledger settings of type {settings.Ledger.GetType()}"),
        };
        RegisterOutputs();
    }

    /// <summary>The secret with the connection URL of the jobs' role, which cannot change the schema.</summary>
    public Output<string> Secret { get; }

    /// <summary>The same as a container definition names it.</summary>
    public Output<string> Url { get; }

    public Output<string> SecurityGroup { get; }

    /// <summary>Lets the jobs of one source reach the ledger.</summary>
    public void Admit(string source, Output<string> jobs)
    {
        _ = new Vpc.SecurityGroupEgressRule($"{source}-ledger", new Vpc.SecurityGroupEgressRuleArgs
        {
            SecurityGroupId = jobs,
            Description = "Ledger",
            IpProtocol = "tcp",
            FromPort = Port,
            ToPort = Port,
            ReferencedSecurityGroupId = SecurityGroup,
            Tags = CloudTags.OfStack(_settings),
        }, new CustomResourceOptions { Parent = this });
        _ = new Vpc.SecurityGroupIngressRule($"{source}-ledger", new Vpc.SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = SecurityGroup,
            Description = $"Snapshot jobs of source {source}",
            IpProtocol = "tcp",
            FromPort = Port,
            ToPort = Port,
            ReferencedSecurityGroupId = jobs,
            Tags = CloudTags.OfStack(_settings),
        }, new CustomResourceOptions { Parent = this });
    }

    private (Output<string> Secret, Output<string> Url, Output<string> SecurityGroup) Managed(string name, CloudSettings settings, LedgerSettings.Managed managed, DataKey key)
    {
        var tags = CloudTags.OfStack(settings);
        var child = new CustomResourceOptions { Parent = this };
        var group = new Aws.Ec2.SecurityGroup(name, new Aws.Ec2.SecurityGroupArgs
        {
            Name = CloudName.Of(settings.Stack, "ledger"),
            Description = "Database of the ledger",
            VpcId = managed.Vpc,
            RevokeRulesOnDelete = true,
            Tags = tags,
        }, child);
        var subnets = new Aws.Rds.SubnetGroup(name, new Aws.Rds.SubnetGroupArgs
        {
            Name = CloudName.Of(settings.Stack, "ledger"),
            Description = "Database of the ledger",
            SubnetIds = managed.Subnets.ToArray(),
            Tags = tags,
        }, child);
        var instance = new Aws.Rds.Instance(name, new Aws.Rds.InstanceArgs
        {
            Identifier = CloudName.Of(settings.Stack, "ledger").Replace('_', '-'),
            Engine = "postgres",
            EngineVersion = "17",
            InstanceClass = managed.InstanceClass,
            AllocatedStorage = 20,
            MaxAllocatedStorage = 100,
            StorageType = "gp3",
            StorageEncrypted = true,
            KmsKeyId = key.Arn,
            DbName = Database,
            Username = "platform_owner",
            ManageMasterUserPassword = true,
            DbSubnetGroupName = subnets.Name,
            VpcSecurityGroupIds = { group.Id },
            PubliclyAccessible = false,
            MultiAz = managed.MultiAz,
            BackupRetentionPeriod = BackupDays,
            DeletionProtection = true,
            CopyTagsToSnapshot = true,
            SkipFinalSnapshot = false,
            FinalSnapshotIdentifier = $"{CloudName.Of(settings.Stack, "ledger").Replace('_', '-')}-final",
            AutoMinorVersionUpgrade = true,
            EnabledCloudwatchLogsExports = { "postgresql" },
            PerformanceInsightsEnabled = false,
            Tags = tags,
        }, new CustomResourceOptions { Parent = this, Protect = true });
        var secret = new Aws.SecretsManager.Secret(name, new Aws.SecretsManager.SecretArgs
        {
            Name = $"{CloudName.Prefix(settings.Stack)}/ledger",
            Description = "Login of the jobs in the ledger; platform ledger migrate makes it",
            KmsKeyId = key.Arn,
            RecoveryWindowInDays = 7,
            Tags = tags,
        }, child);
        // RDS chooses the host and the owner's secret: whoever migrates finds them here.
        _ = new Aws.Ssm.Parameter(name, new Aws.Ssm.ParameterArgs
        {
            Name = ManagedLedger.ParameterOf(settings.Stack),
            Type = "String",
            Description = "Where the managed ledger is",
            Value = Output.All(instance.Address, instance.MasterUserSecrets.Apply(secrets => secrets[0].SecretArn!), secret.Arn)
                .Apply(known => new ManagedLedger(known[0], Port, Database, known[1], known[2]).ToJson()),
            Tags = tags,
        }, child);
        foreach (var admitted in managed.Admit.Distinct())
        {
            _ = new Vpc.SecurityGroupIngressRule($"ledger-{admitted}", new Vpc.SecurityGroupIngressRuleArgs
            {
                SecurityGroupId = group.Id,
                Description = "Runners and people that the stack admits",
                IpProtocol = "tcp",
                FromPort = Port,
                ToPort = Port,
                ReferencedSecurityGroupId = admitted,
                Tags = tags,
            }, child);
        }
        return (secret.Arn, secret.Arn, group.Id);
    }
}
