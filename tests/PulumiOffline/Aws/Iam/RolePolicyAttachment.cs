namespace Pulumi.Aws.Iam;

public class RolePolicyAttachment : CustomResource
{
    private const string Token = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

    public RolePolicyAttachment(string name, RolePolicyAttachmentArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class RolePolicyAttachmentArgs : ResourceArgs
{
    [Input("role", required: true)]
    public Input<string> Role { get; set; } = null!;

    [Input("policyArn", required: true)]
    public Input<string> PolicyArn { get; set; } = null!;
}
