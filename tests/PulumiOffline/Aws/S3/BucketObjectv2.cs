namespace Pulumi.Aws.S3;

public class BucketObjectv2 : CustomResource
{
    private const string Token = "aws:s3/bucketObjectv2:BucketObjectv2";

    public BucketObjectv2(string name, BucketObjectv2Args args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("key")]
    public Output<string> Key { get; private set; } = null!;
}

public sealed class BucketObjectv2Args : ResourceArgs
{
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    [Input("key")]
    public Input<string>? Key { get; set; }

    [Input("content")]
    public Input<string>? Content { get; set; }

    [Input("contentType")]
    public Input<string>? ContentType { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
