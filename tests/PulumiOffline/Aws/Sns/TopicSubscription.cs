namespace Pulumi.Aws.Sns;

public class TopicSubscription : CustomResource
{
    private const string Token = "aws:sns/topicSubscription:TopicSubscription";

    public TopicSubscription(string name, TopicSubscriptionArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class TopicSubscriptionArgs : ResourceArgs
{
    [Input("topic", required: true)]
    public Input<string> Topic { get; set; } = null!;

    [Input("protocol", required: true)]
    public Input<string> Protocol { get; set; } = null!;

    [Input("endpoint", required: true)]
    public Input<string> Endpoint { get; set; } = null!;
}
