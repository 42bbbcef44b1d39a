namespace Pulumi.Aws.S3;

public class BucketPolicy : CustomResource
{
    private const string Token = "aws:s3/bucketPolicy:BucketPolicy";

    public BucketPolicy(string name, BucketPolicyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class BucketPolicyArgs : ResourceArgs
{
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    [Input("policy", required: true)]
    public Input<string> Policy { get; set; } = null!;
}
