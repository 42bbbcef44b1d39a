namespace Pulumi.Aws.Scheduler;

public class ScheduleGroup : CustomResource
{
    private const string Token = "aws:scheduler/scheduleGroup:ScheduleGroup";

    public ScheduleGroup(string name, ScheduleGroupArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ScheduleGroupArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class ScheduleGroupArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
