namespace Pulumi.Aws.Sqs;

public class Queue : CustomResource
{
    private const string Token = "aws:sqs/queue:Queue";

    public Queue(string name, QueueArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new QueueArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("url")]
    public Output<string> Url { get; private set; } = null!;
}

public sealed class QueueArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("messageRetentionSeconds")]
    public Input<int>? MessageRetentionSeconds { get; set; }

    [Input("kmsMasterKeyId")]
    public Input<string>? KmsMasterKeyId { get; set; }

    [Input("sqsManagedSseEnabled")]
    public Input<bool>? SqsManagedSseEnabled { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
