namespace Pulumi.Aws.Glue.Inputs;

public sealed class PartitionIndexPartitionIndexArgs : ResourceArgs
{
    [Input("indexName")]
    public Input<string>? IndexName { get; set; }

    [Input("indexStatus")]
    public Input<string>? IndexStatus { get; set; }

    [Input("keys")]
    private InputList<string>? _keys;

    public InputList<string> Keys { get => _keys ??= new(); set => _keys = value; }
}
