namespace Pulumi.Aws.S3.Inputs;

public sealed class BucketServerSideEncryptionConfigurationRuleArgs : ResourceArgs
{
    [Input("applyServerSideEncryptionByDefault")]
    public Input<Inputs.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs>? ApplyServerSideEncryptionByDefault { get; set; }

    [Input("bucketKeyEnabled")]
    public Input<bool>? BucketKeyEnabled { get; set; }
}

public sealed class BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs : ResourceArgs
{
    [Input("sseAlgorithm", required: true)]
    public Input<string> SseAlgorithm { get; set; } = null!;

    [Input("kmsMasterKeyId")]
    public Input<string>? KmsMasterKeyId { get; set; }
}
