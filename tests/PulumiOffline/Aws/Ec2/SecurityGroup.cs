namespace Pulumi.Aws.Ec2;

public class SecurityGroup : CustomResource
{
    private const string Token = "aws:ec2/securityGroup:SecurityGroup";

    public SecurityGroup(string name, SecurityGroupArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new SecurityGroupArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

public sealed class SecurityGroupArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("vpcId")]
    public Input<string>? VpcId { get; set; }

    [Input("revokeRulesOnDelete")]
    public Input<bool>? RevokeRulesOnDelete { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
