namespace Pulumi.Aws.Glue;

public class CatalogDatabase : CustomResource
{
    private const string Token = "aws:glue/catalogDatabase:CatalogDatabase";

    public CatalogDatabase(string name, CatalogDatabaseArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new CatalogDatabaseArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class CatalogDatabaseArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("locationUri")]
    public Input<string>? LocationUri { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
