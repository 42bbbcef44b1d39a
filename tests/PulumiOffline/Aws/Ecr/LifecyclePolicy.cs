namespace Pulumi.Aws.Ecr;

public class LifecyclePolicy : CustomResource
{
    private const string Token = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

    public LifecyclePolicy(string name, LifecyclePolicyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class LifecyclePolicyArgs : ResourceArgs
{
    [Input("repository", required: true)]
    public Input<string> Repository { get; set; } = null!;

    [Input("policy", required: true)]
    public Input<string> Policy { get; set; } = null!;
}
