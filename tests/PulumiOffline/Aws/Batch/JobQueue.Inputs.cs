namespace Pulumi.Aws.Batch.Inputs;

public sealed class JobQueueComputeEnvironmentOrderArgs : ResourceArgs
{
    [Input("computeEnvironment", required: true)]
    public Input<string> ComputeEnvironment { get; set; } = null!;

    [Input("order", required: true)]
    public Input<int> Order { get; set; } = null!;
}

public sealed class JobQueueJobStateTimeLimitActionArgs : ResourceArgs
{
    [Input("action", required: true)]
    public Input<string> Action { get; set; } = null!;

    [Input("maxTimeSeconds", required: true)]
    public Input<int> MaxTimeSeconds { get; set; } = null!;

    [Input("reason", required: true)]
    public Input<string> Reason { get; set; } = null!;

    [Input("state", required: true)]
    public Input<string> State { get; set; } = null!;
}
