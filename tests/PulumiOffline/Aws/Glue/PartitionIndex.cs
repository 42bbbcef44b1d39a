namespace Pulumi.Aws.Glue;

public class PartitionIndex : CustomResource
{
    private const string Token = "aws:glue/partitionIndex:PartitionIndex";

    public PartitionIndex(string name, PartitionIndexArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class PartitionIndexArgs : ResourceArgs
{
    [Input("databaseName", required: true)]
    public Input<string> DatabaseName { get; set; } = null!;

    [Input("tableName", required: true)]
    public Input<string> TableName { get; set; } = null!;

    [Input("partitionIndex", required: true)]
    public Input<Inputs.PartitionIndexPartitionIndexArgs> PartitionIndexConfig { get; set; } = null!;
}
