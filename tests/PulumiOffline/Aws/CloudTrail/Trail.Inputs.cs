using Pulumi.Serialization;

namespace Pulumi.Aws.CloudTrail.Inputs;

public sealed class TrailAdvancedEventSelectorArgs : ResourceArgs
{
    [Input("fieldSelectors", required: true)]
    public InputList<Inputs.TrailAdvancedEventSelectorFieldSelectorArgs> FieldSelectors { get => field ??= new(); set; }

    [Input("name")]
    public Input<string>? Name { get; set; }
}

public sealed class TrailAdvancedEventSelectorFieldSelectorArgs : ResourceArgs
{
    [Input("field", required: true)]
    public Input<string> Field { get; set; } = null!;

    [Input("equals")]
    public new InputList<string> Equals { get => field ??= new(); set; }

    [Input("startsWiths")]
    public InputList<string> StartsWiths { get => field ??= new(); set; }
}
