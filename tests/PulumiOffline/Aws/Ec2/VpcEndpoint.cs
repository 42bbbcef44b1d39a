namespace Pulumi.Aws.Ec2;

public class VpcEndpoint : CustomResource
{
    private const string Token = "aws:ec2/vpcEndpoint:VpcEndpoint";

    public VpcEndpoint(string name, VpcEndpointArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

public sealed class VpcEndpointArgs : ResourceArgs
{
    [Input("vpcId", required: true)]
    public Input<string> VpcId { get; set; } = null!;

    [Input("serviceName")]
    public Input<string>? ServiceName { get; set; }

    [Input("vpcEndpointType")]
    public Input<string>? VpcEndpointType { get; set; }

    [Input("subnetIds")]
    private InputList<string>? _subnetIds;

    public InputList<string> SubnetIds { get => _subnetIds ??= new(); set => _subnetIds = value; }

    [Input("securityGroupIds")]
    private InputList<string>? _securityGroupIds;

    public InputList<string> SecurityGroupIds { get => _securityGroupIds ??= new(); set => _securityGroupIds = value; }

    [Input("privateDnsEnabled")]
    public Input<bool>? PrivateDnsEnabled { get; set; }

    [Input("routeTableIds")]
    private InputList<string>? _routeTableIds;

    public InputList<string> RouteTableIds { get => _routeTableIds ??= new(); set => _routeTableIds = value; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
