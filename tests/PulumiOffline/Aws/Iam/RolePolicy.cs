namespace Pulumi.Aws.Iam;

public class RolePolicy : CustomResource
{
    private const string Token = "aws:iam/rolePolicy:RolePolicy";

    public RolePolicy(string name, RolePolicyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class RolePolicyArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("role", required: true)]
    public Input<string> Role { get; set; } = null!;

    [Input("policy", required: true)]
    public Input<string> Policy { get; set; } = null!;
}
