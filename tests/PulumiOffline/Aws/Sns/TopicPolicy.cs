namespace Pulumi.Aws.Sns;

public class TopicPolicy : CustomResource
{
    private const string Token = "aws:sns/topicPolicy:TopicPolicy";

    public TopicPolicy(string name, TopicPolicyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class TopicPolicyArgs : ResourceArgs
{
    [Input("arn", required: true)]
    public Input<string> Arn { get; set; } = null!;

    [Input("policy", required: true)]
    public Input<string> Policy { get; set; } = null!;
}
