namespace Pulumi.Aws.Kms;

public class Alias : CustomResource
{
    private const string Token = "aws:kms/alias:Alias";

    public Alias(string name, AliasArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class AliasArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("targetKeyId", required: true)]
    public Input<string> TargetKeyId { get; set; } = null!;
}
