namespace Pulumi.Aws.S3;

public class BucketServerSideEncryptionConfiguration : CustomResource
{
    private const string Token = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

    public BucketServerSideEncryptionConfiguration(string name, BucketServerSideEncryptionConfigurationArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class BucketServerSideEncryptionConfigurationArgs : ResourceArgs
{
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    [Input("rules", required: true)]
    private InputList<Inputs.BucketServerSideEncryptionConfigurationRuleArgs>? _rules;

    public InputList<Inputs.BucketServerSideEncryptionConfigurationRuleArgs> Rules { get => _rules ??= new(); set => _rules = value; }
}
