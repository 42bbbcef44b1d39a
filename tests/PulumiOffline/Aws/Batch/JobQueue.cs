using Pulumi.Serialization;

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
    public InputList<Inputs.JobQueueComputeEnvironmentOrderArgs> ComputeEnvironmentOrders { get => field ??= new(); set; }

    [Input("jobStateTimeLimitActions")]
    public InputList<Inputs.JobQueueJobStateTimeLimitActionArgs> JobStateTimeLimitActions { get => field ??= new(); set; }

    [Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }
}
