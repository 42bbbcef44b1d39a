namespace Pulumi.Aws.Batch.Inputs;

public sealed class JobDefinitionRetryStrategyArgs : ResourceArgs
{
    [Input("attempts")]
    public Input<int>? Attempts { get; set; }

    [Input("evaluateOnExits")]
    private InputList<Inputs.JobDefinitionRetryStrategyEvaluateOnExitArgs>? _evaluateOnExits;

    public InputList<Inputs.JobDefinitionRetryStrategyEvaluateOnExitArgs> EvaluateOnExits { get => _evaluateOnExits ??= new(); set => _evaluateOnExits = value; }
}

public sealed class JobDefinitionTimeoutArgs : ResourceArgs
{
    [Input("attemptDurationSeconds")]
    public Input<int>? AttemptDurationSeconds { get; set; }
}

public sealed class JobDefinitionRetryStrategyEvaluateOnExitArgs : ResourceArgs
{
    [Input("action", required: true)]
    public Input<string> Action { get; set; } = null!;

    [Input("onExitCode")]
    public Input<string>? OnExitCode { get; set; }

    [Input("onReason")]
    public Input<string>? OnReason { get; set; }

    [Input("onStatusReason")]
    public Input<string>? OnStatusReason { get; set; }
}
