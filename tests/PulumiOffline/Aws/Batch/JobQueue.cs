namespace Pulumi.Aws.Batch;

public class JobQueue : CustomResource
{
    private const string Token = "aws:batch/jobQueue:JobQueue";

    public JobQueue(string name, JobQueueArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class JobQueueArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("state", required: true)]
    public Input<string> State { get; set; } = null!;

    [Input("priority", required: true)]
    public Input<int> Priority { get; set; } = null!;

    [Input("computeEnvironmentOrders")]
    private InputList<Inputs.JobQueueComputeEnvironmentOrderArgs>? _computeEnvironmentOrders;

    public InputList<Inputs.JobQueueComputeEnvironmentOrderArgs> ComputeEnvironmentOrders { get => _computeEnvironmentOrders ??= new(); set => _computeEnvironmentOrders = value; }

    [Input("jobStateTimeLimitActions")]
    private InputList<Inputs.JobQueueJobStateTimeLimitActionArgs>? _jobStateTimeLimitActions;

    public InputList<Inputs.JobQueueJobStateTimeLimitActionArgs> JobStateTimeLimitActions { get => _jobStateTimeLimitActions ??= new(); set => _jobStateTimeLimitActions = value; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
