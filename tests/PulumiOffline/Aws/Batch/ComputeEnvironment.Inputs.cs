using Pulumi.Serialization;

namespace Pulumi.Aws.Batch.Inputs;

public sealed class ComputeEnvironmentComputeResourcesArgs : ResourceArgs
{
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    [Input("maxVcpus", required: true)]
    public Input<int> MaxVcpus { get; set; } = null!;

    [Input("subnets", required: true)]
    public InputList<string> Subnets { get => field ??= new(); set; }

    [Input("securityGroupIds")]
    public InputList<string> SecurityGroupIds { get => field ??= new(); set; }
}
