namespace Pulumi.Aws.Ssm;

public class Parameter : CustomResource
{
    private const string Token = "aws:ssm/parameter:Parameter";

    public Parameter(string name, ParameterArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

public sealed class ParameterArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    [Input("value")]
    public Input<string>? Value { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
