namespace Pulumi.Aws.Batch;

public class ComputeEnvironment : CustomResource
{
    private const string Token = "aws:batch/computeEnvironment:ComputeEnvironment";

    public ComputeEnvironment(string name, ComputeEnvironmentArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class ComputeEnvironmentArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    [Input("state")]
    public Input<string>? State { get; set; }

    [Input("serviceRole")]
    public Input<string>? ServiceRole { get; set; }

    [Input("computeResources")]
    public Input<Inputs.ComputeEnvironmentComputeResourcesArgs>? ComputeResources { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
