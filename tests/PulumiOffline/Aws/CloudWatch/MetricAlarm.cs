namespace Pulumi.Aws.CloudWatch;

public class MetricAlarm : CustomResource
{
    private const string Token = "aws:cloudwatch/metricAlarm:MetricAlarm";

    public MetricAlarm(string name, MetricAlarmArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new MetricAlarmArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

public sealed class MetricAlarmArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("alarmDescription")]
    public Input<string>? AlarmDescription { get; set; }

    [Input("actionsEnabled")]
    public Input<bool>? ActionsEnabled { get; set; }

    [Input("alarmActions")]
    private InputList<string>? _alarmActions;

    public InputList<string> AlarmActions { get => _alarmActions ??= new(); set => _alarmActions = value; }

    [Input("okActions")]
    private InputList<string>? _okActions;

    public InputList<string> OkActions { get => _okActions ??= new(); set => _okActions = value; }

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    [Input("metricName")]
    public Input<string>? MetricName { get; set; }

    [Input("dimensions")]
    private InputMap<string>? _dimensions;

    public InputMap<string> Dimensions { get => _dimensions ??= new(); set => _dimensions = value; }

    [Input("statistic")]
    public Input<string>? Statistic { get; set; }

    [Input("period")]
    public Input<int>? Period { get; set; }

    [Input("evaluationPeriods")]
    public Input<int>? EvaluationPeriods { get; set; }

    [Input("datapointsToAlarm")]
    public Input<int>? DatapointsToAlarm { get; set; }

    [Input("threshold")]
    public Input<double>? Threshold { get; set; }

    [Input("comparisonOperator")]
    public Input<string>? ComparisonOperator { get; set; }

    [Input("treatMissingData")]
    public Input<string>? TreatMissingData { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
