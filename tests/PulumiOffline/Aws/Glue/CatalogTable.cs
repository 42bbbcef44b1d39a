namespace Pulumi.Aws.Glue;

public class CatalogTable : CustomResource
{
    private const string Token = "aws:glue/catalogTable:CatalogTable";

    public CatalogTable(string name, CatalogTableArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class CatalogTableArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("databaseName", required: true)]
    public Input<string> DatabaseName { get; set; } = null!;

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("owner")]
    public Input<string>? Owner { get; set; }

    [Input("tableType")]
    public Input<string>? TableType { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    public InputMap<string> Parameters { get => _parameters ??= new(); set => _parameters = value; }

    [Input("partitionKeys")]
    private InputList<Inputs.CatalogTablePartitionKeyArgs>? _partitionKeys;

    public InputList<Inputs.CatalogTablePartitionKeyArgs> PartitionKeys { get => _partitionKeys ??= new(); set => _partitionKeys = value; }

    [Input("storageDescriptor")]
    public Input<Inputs.CatalogTableStorageDescriptorArgs>? StorageDescriptor { get; set; }
}
