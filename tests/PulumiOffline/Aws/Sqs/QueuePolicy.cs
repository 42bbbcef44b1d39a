namespace Pulumi.Aws.Sqs;

public class QueuePolicy : CustomResource
{
    private const string Token = "aws:sqs/queuePolicy:QueuePolicy";

    public QueuePolicy(string name, QueuePolicyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class QueuePolicyArgs : ResourceArgs
{
    [Input("queueUrl", required: true)]
    public Input<string> QueueUrl { get; set; } = null!;

    [Input("policy", required: true)]
    public Input<string> Policy { get; set; } = null!;
}
