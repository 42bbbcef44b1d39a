namespace Pulumi.Aws.Sns;

public class Topic : CustomResource
{
    private const string Token = "aws:sns/topic:Topic";

    public Topic(string name, TopicArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new TopicArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

public sealed class TopicArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("kmsMasterKeyId")]
    public Input<string>? KmsMasterKeyId { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
