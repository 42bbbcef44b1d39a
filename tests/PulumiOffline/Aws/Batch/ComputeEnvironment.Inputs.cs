namespace Pulumi.Aws.Batch.Inputs;

public sealed class ComputeEnvironmentComputeResourcesArgs : ResourceArgs
{
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    [Input("maxVcpus", required: true)]
    public Input<int> MaxVcpus { get; set; } = null!;

    [Input("subnets", required: true)]
    private InputList<string>? _subnets;

    public InputList<string> Subnets { get => _subnets ??= new(); set => _subnets = value; }

    [Input("securityGroupIds")]
    private InputList<string>? _securityGroupIds;

    public InputList<string> SecurityGroupIds { get => _securityGroupIds ??= new(); set => _securityGroupIds = value; }
}
