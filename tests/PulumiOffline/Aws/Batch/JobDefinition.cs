namespace Pulumi.Aws.Batch;

public class JobDefinition : CustomResource
{
    private const string Token = "aws:batch/jobDefinition:JobDefinition";

    public JobDefinition(string name, JobDefinitionArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class JobDefinitionArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    [Input("platformCapabilities")]
    private InputList<string>? _platformCapabilities;

    public InputList<string> PlatformCapabilities { get => _platformCapabilities ??= new(); set => _platformCapabilities = value; }

    [Input("containerProperties")]
    public Input<string>? ContainerProperties { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    public InputMap<string> Parameters { get => _parameters ??= new(); set => _parameters = value; }

    [Input("propagateTags")]
    public Input<bool>? PropagateTags { get; set; }

    [Input("deregisterOnNewRevision")]
    public Input<bool>? DeregisterOnNewRevision { get; set; }

    [Input("retryStrategy")]
    public Input<Inputs.JobDefinitionRetryStrategyArgs>? RetryStrategy { get; set; }

    [Input("timeout")]
    public Input<Inputs.JobDefinitionTimeoutArgs>? Timeout { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
