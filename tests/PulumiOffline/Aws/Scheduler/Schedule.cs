namespace Pulumi.Aws.Scheduler;

public class Schedule : CustomResource
{
    private const string Token = "aws:scheduler/schedule:Schedule";

    public Schedule(string name, ScheduleArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

public sealed class ScheduleArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("groupName")]
    public Input<string>? GroupName { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("state")]
    public Input<string>? State { get; set; }

    [Input("scheduleExpression", required: true)]
    public Input<string> ScheduleExpression { get; set; } = null!;

    [Input("scheduleExpressionTimezone")]
    public Input<string>? ScheduleExpressionTimezone { get; set; }

    [Input("flexibleTimeWindow", required: true)]
    public Input<Inputs.ScheduleFlexibleTimeWindowArgs> FlexibleTimeWindow { get; set; } = null!;

    [Input("target", required: true)]
    public Input<Inputs.ScheduleTargetArgs> Target { get; set; } = null!;

    [Input("kmsKeyArn")]
    public Input<string>? KmsKeyArn { get; set; }
}
