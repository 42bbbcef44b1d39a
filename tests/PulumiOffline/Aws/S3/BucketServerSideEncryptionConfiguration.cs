using Pulumi.Serialization;

namespace Pulumi.Aws.S3;

public class BucketServerSideEncryptionConfiguration : CustomResource
{
    public BucketServerSideEncryptionConfiguration(string name, BucketServerSideEncryptionConfigurationArgs args, CustomResourceOptions? options = null)
        : base("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", name, args, options)
    {
    }
}

public sealed class BucketServerSideEncryptionConfigurationArgs : ResourceArgs
{
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    [Input("rules", required: true)]
    public InputList<Inputs.BucketServerSideEncryptionConfigurationRuleArgs> Rules { get => field ??= new(); set; }
}
