namespace Pulumi.Aws.Athena.Inputs;

public sealed class WorkgroupConfigurationResultConfigurationArgs : ResourceArgs
{
    [Input("outputLocation")]
    public Input<string>? OutputLocation { get; set; }

    [Input("encryptionConfiguration")]
    public Input<Inputs.WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs>? EncryptionConfiguration { get; set; }

    [Input("expectedBucketOwner")]
    public Input<string>? ExpectedBucketOwner { get; set; }
}

public sealed class WorkgroupConfigurationEngineVersionArgs : ResourceArgs
{
    [Input("selectedEngineVersion")]
    public Input<string>? SelectedEngineVersion { get; set; }
}

public sealed class WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs : ResourceArgs
{
    [Input("encryptionOption")]
    public Input<string>? EncryptionOption { get; set; }

    [Input("kmsKeyArn")]
    public Input<string>? KmsKeyArn { get; set; }
}
