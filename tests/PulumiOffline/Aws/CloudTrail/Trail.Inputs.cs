namespace Pulumi.Aws.CloudTrail.Inputs;

public sealed class TrailAdvancedEventSelectorArgs : ResourceArgs
{
    [Input("fieldSelectors", required: true)]
    private InputList<Inputs.TrailAdvancedEventSelectorFieldSelectorArgs>? _fieldSelectors;

    public InputList<Inputs.TrailAdvancedEventSelectorFieldSelectorArgs> FieldSelectors { get => _fieldSelectors ??= new(); set => _fieldSelectors = value; }

    [Input("name")]
    public Input<string>? Name { get; set; }
}

public sealed class TrailAdvancedEventSelectorFieldSelectorArgs : ResourceArgs
{
    [Input("field", required: true)]
    public Input<string> Field { get; set; } = null!;

    [Input("equals")]
    private InputList<string>? _equals;

    public new InputList<string> Equals { get => _equals ??= new(); set => _equals = value; }

    [Input("startsWiths")]
    private InputList<string>? _startsWiths;

    public InputList<string> StartsWiths { get => _startsWiths ??= new(); set => _startsWiths = value; }
}
