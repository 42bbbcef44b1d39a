namespace Pulumi.Aws.Vpc;

public class SecurityGroupIngressRule : CustomResource
{
    private const string Token = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    public SecurityGroupIngressRule(string name, SecurityGroupIngressRuleArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class SecurityGroupIngressRuleArgs : ResourceArgs
{
    [Input("securityGroupId", required: true)]
    public Input<string> SecurityGroupId { get; set; } = null!;

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("ipProtocol", required: true)]
    public Input<string> IpProtocol { get; set; } = null!;

    [Input("fromPort")]
    public Input<int>? FromPort { get; set; }

    [Input("toPort")]
    public Input<int>? ToPort { get; set; }

    [Input("cidrIpv4")]
    public Input<string>? CidrIpv4 { get; set; }

    [Input("referencedSecurityGroupId")]
    public Input<string>? ReferencedSecurityGroupId { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
