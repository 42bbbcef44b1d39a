namespace Pulumi.Aws.Glue.Inputs;

public sealed class CatalogTablePartitionKeyArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("type")]
    public Input<string>? Type { get; set; }

    [Input("comment")]
    public Input<string>? Comment { get; set; }
}

public sealed class CatalogTableStorageDescriptorArgs : ResourceArgs
{
    [Input("columns")]
    private InputList<Inputs.CatalogTableStorageDescriptorColumnArgs>? _columns;

    public InputList<Inputs.CatalogTableStorageDescriptorColumnArgs> Columns { get => _columns ??= new(); set => _columns = value; }

    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("inputFormat")]
    public Input<string>? InputFormat { get; set; }

    [Input("outputFormat")]
    public Input<string>? OutputFormat { get; set; }

    [Input("serDeInfo")]
    public Input<Inputs.CatalogTableStorageDescriptorSerDeInfoArgs>? SerDeInfo { get; set; }
}

public sealed class CatalogTableStorageDescriptorColumnArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("type")]
    public Input<string>? Type { get; set; }

    [Input("comment")]
    public Input<string>? Comment { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    public InputMap<string> Parameters { get => _parameters ??= new(); set => _parameters = value; }
}

public sealed class CatalogTableStorageDescriptorSerDeInfoArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("serializationLibrary")]
    public Input<string>? SerializationLibrary { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    public InputMap<string> Parameters { get => _parameters ??= new(); set => _parameters = value; }
}
