namespace Pulumi.Aws.LakeFormation;

public class Resource : CustomResource
{
    private const string Token = "aws:lakeformation/resource:Resource";

    public Resource(string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class ResourceArgs : global::Pulumi.ResourceArgs
{
    [Input("arn", required: true)]
    public Input<string> Arn { get; set; } = null!;

    [Input("roleArn")]
    public Input<string>? RoleArn { get; set; }

    [Input("useServiceLinkedRole")]
    public Input<bool>? UseServiceLinkedRole { get; set; }

    [Input("hybridAccessEnabled")]
    public Input<bool>? HybridAccessEnabled { get; set; }
}
