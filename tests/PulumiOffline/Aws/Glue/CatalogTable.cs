using Pulumi.Serialization;

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
    public InputMap<string> Parameters { get => field ??= new(); set; }

    [Input("partitionKeys")]
    public InputList<Inputs.CatalogTablePartitionKeyArgs> PartitionKeys { get => field ??= new(); set; }

    [Input("storageDescriptor")]
    public Input<Inputs.CatalogTableStorageDescriptorArgs>? StorageDescriptor { get; set; }
}
