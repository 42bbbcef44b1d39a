namespace Pulumi.Aws.LakeFormation.Inputs;

public sealed class PermissionsDataLocationArgs : global::Pulumi.ResourceArgs
{
    [Input("arn", required: true)]
    public Input<string> Arn { get; set; } = null!;

    [Input("catalogId")]
    public Input<string>? CatalogId { get; set; }
}

public sealed class PermissionsDatabaseArgs : global::Pulumi.ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("catalogId")]
    public Input<string>? CatalogId { get; set; }
}

public sealed class PermissionsTableArgs : global::Pulumi.ResourceArgs
{
    [Input("databaseName", required: true)]
    public Input<string> DatabaseName { get; set; } = null!;

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("catalogId")]
    public Input<string>? CatalogId { get; set; }
}
