namespace Pulumi.Aws.S3;

public class BucketPublicAccessBlock : CustomResource
{
    private const string Token = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

    public BucketPublicAccessBlock(string name, BucketPublicAccessBlockArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class BucketPublicAccessBlockArgs : ResourceArgs
{
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    [Input("blockPublicAcls")]
    public Input<bool>? BlockPublicAcls { get; set; }

    [Input("blockPublicPolicy")]
    public Input<bool>? BlockPublicPolicy { get; set; }

    [Input("ignorePublicAcls")]
    public Input<bool>? IgnorePublicAcls { get; set; }

    [Input("restrictPublicBuckets")]
    public Input<bool>? RestrictPublicBuckets { get; set; }
}
