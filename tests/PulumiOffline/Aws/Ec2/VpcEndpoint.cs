using Pulumi.Serialization;

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
    public InputList<string> SubnetIds { get => field ??= new(); set; }

    [Input("securityGroupIds")]
    public InputList<string> SecurityGroupIds { get => field ??= new(); set; }

    [Input("privateDnsEnabled")]
    public Input<bool>? PrivateDnsEnabled { get; set; }

    [Input("routeTableIds")]
    public InputList<string> RouteTableIds { get => field ??= new(); set; }

    [Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }
}
