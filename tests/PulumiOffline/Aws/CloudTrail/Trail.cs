namespace Pulumi.Aws.CloudTrail;

public class Trail : CustomResource
{
    private const string Token = "aws:cloudtrail/trail:Trail";

    public Trail(string name, TrailArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

public sealed class TrailArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("s3BucketName", required: true)]
    public Input<string> S3BucketName { get; set; } = null!;

    [Input("s3KeyPrefix")]
    public Input<string>? S3KeyPrefix { get; set; }

    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("enableLogFileValidation")]
    public Input<bool>? EnableLogFileValidation { get; set; }

    [Input("includeGlobalServiceEvents")]
    public Input<bool>? IncludeGlobalServiceEvents { get; set; }

    [Input("isMultiRegionTrail")]
    public Input<bool>? IsMultiRegionTrail { get; set; }

    [Input("advancedEventSelectors")]
    private InputList<Inputs.TrailAdvancedEventSelectorArgs>? _advancedEventSelectors;

    public InputList<Inputs.TrailAdvancedEventSelectorArgs> AdvancedEventSelectors { get => _advancedEventSelectors ??= new(); set => _advancedEventSelectors = value; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
