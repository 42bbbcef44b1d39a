namespace Pulumi.Aws.S3;

public class BucketOwnershipControls : CustomResource
{
    private const string Token = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

    public BucketOwnershipControls(string name, BucketOwnershipControlsArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class BucketOwnershipControlsArgs : ResourceArgs
{
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    [Input("rule", required: true)]
    public Input<Inputs.BucketOwnershipControlsRuleArgs> Rule { get; set; } = null!;
}
