namespace Pulumi.Aws.CloudWatch;

public class EventRule : CustomResource
{
    private const string Token = "aws:cloudwatch/eventRule:EventRule";

    public EventRule(string name, EventRuleArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new EventRuleArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class EventRuleArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("eventPattern")]
    public Input<string>? EventPattern { get; set; }

    [Input("state")]
    public Input<string>? State { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
