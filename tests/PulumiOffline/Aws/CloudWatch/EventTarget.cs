namespace Pulumi.Aws.CloudWatch;

public class EventTarget : CustomResource
{
    private const string Token = "aws:cloudwatch/eventTarget:EventTarget";

    public EventTarget(string name, EventTargetArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class EventTargetArgs : ResourceArgs
{
    [Input("rule", required: true)]
    public Input<string> Rule { get; set; } = null!;

    [Input("arn", required: true)]
    public Input<string> Arn { get; set; } = null!;

    [Input("inputTransformer")]
    public Input<Inputs.EventTargetInputTransformerArgs>? InputTransformer { get; set; }

    [Input("deadLetterConfig")]
    public Input<Inputs.EventTargetDeadLetterConfigArgs>? DeadLetterConfig { get; set; }

    [Input("retryPolicy")]
    public Input<Inputs.EventTargetRetryPolicyArgs>? RetryPolicy { get; set; }
}
