namespace Pulumi.Aws.CloudWatch.Inputs;

public sealed class EventTargetInputTransformerArgs : ResourceArgs
{
    [Input("inputPaths")]
    private InputMap<string>? _inputPaths;

    public InputMap<string> InputPaths { get => _inputPaths ??= new(); set => _inputPaths = value; }

    [Input("inputTemplate", required: true)]
    public Input<string> InputTemplate { get; set; } = null!;
}

public sealed class EventTargetDeadLetterConfigArgs : ResourceArgs
{
    [Input("arn")]
    public Input<string>? Arn { get; set; }
}

public sealed class EventTargetRetryPolicyArgs : ResourceArgs
{
    [Input("maximumEventAgeInSeconds")]
    public Input<int>? MaximumEventAgeInSeconds { get; set; }

    [Input("maximumRetryAttempts")]
    public Input<int>? MaximumRetryAttempts { get; set; }
}
