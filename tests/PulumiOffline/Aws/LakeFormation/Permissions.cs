namespace Pulumi.Aws.LakeFormation;

public class Permissions : CustomResource
{
    private const string Token = "aws:lakeformation/permissions:Permissions";

    public Permissions(string name, PermissionsArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class PermissionsArgs : global::Pulumi.ResourceArgs
{
    [Input("principal", required: true)]
    public Input<string> Principal { get; set; } = null!;

    [Input("permissions", required: true)]
    private InputList<string>? _permissionDetails;

    public InputList<string> PermissionDetails { get => _permissionDetails ??= new(); set => _permissionDetails = value; }

    [Input("dataLocation")]
    public Input<Inputs.PermissionsDataLocationArgs>? DataLocation { get; set; }

    [Input("database")]
    public Input<Inputs.PermissionsDatabaseArgs>? Database { get; set; }

    [Input("table")]
    public Input<Inputs.PermissionsTableArgs>? Table { get; set; }
}
