using Pulumi.Serialization;

namespace Pulumi.Aws.Glue.Inputs;

public sealed class PartitionIndexPartitionIndexArgs : ResourceArgs
{
    [Input("indexName")]
    public Input<string>? IndexName { get; set; }

    [Input("indexStatus")]
    public Input<string>? IndexStatus { get; set; }

    [Input("keys")]
    public InputList<string> Keys { get => field ??= new(); set; }
}
