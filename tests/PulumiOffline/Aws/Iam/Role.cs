namespace Pulumi.Aws.Iam;

public class Role : CustomResource
{
    private const string Token = "aws:iam/role:Role";

    public Role(string name, RoleArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class RoleArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("assumeRolePolicy", required: true)]
    public Input<string> AssumeRolePolicy { get; set; } = null!;

    [Input("maxSessionDuration")]
    public Input<int>? MaxSessionDuration { get; set; }

    [Input("permissionsBoundary")]
    public Input<string>? PermissionsBoundary { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
