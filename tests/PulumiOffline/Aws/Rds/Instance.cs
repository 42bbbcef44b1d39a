using System.Collections.Immutable;

namespace Pulumi.Aws.Rds;

public class Instance : CustomResource
{
    private const string Token = "aws:rds/instance:Instance";

    public Instance(string name, InstanceArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("address")]
    public Output<string> Address { get; private set; } = null!;

    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; } = null!;

    [Output("masterUserSecrets")]
    public Output<ImmutableArray<Outputs.InstanceMasterUserSecret>> MasterUserSecrets { get; private set; } = null!;
}

public sealed class InstanceArgs : ResourceArgs
{
    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    [Input("engine")]
    public Input<string>? Engine { get; set; }

    [Input("engineVersion")]
    public Input<string>? EngineVersion { get; set; }

    [Input("instanceClass", required: true)]
    public Input<string> InstanceClass { get; set; } = null!;

    [Input("allocatedStorage")]
    public Input<int>? AllocatedStorage { get; set; }

    [Input("maxAllocatedStorage")]
    public Input<int>? MaxAllocatedStorage { get; set; }

    [Input("storageType")]
    public Input<string>? StorageType { get; set; }

    [Input("storageEncrypted")]
    public Input<bool>? StorageEncrypted { get; set; }

    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("dbName")]
    public Input<string>? DbName { get; set; }

    [Input("username")]
    public Input<string>? Username { get; set; }

    [Input("manageMasterUserPassword")]
    public Input<bool>? ManageMasterUserPassword { get; set; }

    [Input("masterUserSecretKmsKeyId")]
    public Input<string>? MasterUserSecretKmsKeyId { get; set; }

    [Input("dbSubnetGroupName")]
    public Input<string>? DbSubnetGroupName { get; set; }

    [Input("vpcSecurityGroupIds")]
    private InputList<string>? _vpcSecurityGroupIds;

    public InputList<string> VpcSecurityGroupIds { get => _vpcSecurityGroupIds ??= new(); set => _vpcSecurityGroupIds = value; }

    [Input("publiclyAccessible")]
    public Input<bool>? PubliclyAccessible { get; set; }

    [Input("multiAz")]
    public Input<bool>? MultiAz { get; set; }

    [Input("backupRetentionPeriod")]
    public Input<int>? BackupRetentionPeriod { get; set; }

    [Input("deletionProtection")]
    public Input<bool>? DeletionProtection { get; set; }

    [Input("copyTagsToSnapshot")]
    public Input<bool>? CopyTagsToSnapshot { get; set; }

    [Input("skipFinalSnapshot")]
    public Input<bool>? SkipFinalSnapshot { get; set; }

    [Input("finalSnapshotIdentifier")]
    public Input<string>? FinalSnapshotIdentifier { get; set; }

    [Input("autoMinorVersionUpgrade")]
    public Input<bool>? AutoMinorVersionUpgrade { get; set; }

    [Input("caCertIdentifier")]
    public Input<string>? CaCertIdentifier { get; set; }

    [Input("enabledCloudwatchLogsExports")]
    private InputList<string>? _enabledCloudwatchLogsExports;

    public InputList<string> EnabledCloudwatchLogsExports { get => _enabledCloudwatchLogsExports ??= new(); set => _enabledCloudwatchLogsExports = value; }

    [Input("performanceInsightsEnabled")]
    public Input<bool>? PerformanceInsightsEnabled { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
