namespace Pulumi.Aws.CloudWatch;

public class LogGroup : CustomResource
{
    private const string Token = "aws:cloudwatch/logGroup:LogGroup";

    public LogGroup(string name, LogGroupArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new LogGroupArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class LogGroupArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("retentionInDays")]
    public Input<int>? RetentionInDays { get; set; }

    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
