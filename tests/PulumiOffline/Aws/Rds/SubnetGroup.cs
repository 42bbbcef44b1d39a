namespace Pulumi.Aws.Rds;

public class SubnetGroup : CustomResource
{
    private const string Token = "aws:rds/subnetGroup:SubnetGroup";

    public SubnetGroup(string name, SubnetGroupArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

public sealed class SubnetGroupArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("subnetIds", required: true)]
    private InputList<string>? _subnetIds;

    public InputList<string> SubnetIds { get => _subnetIds ??= new(); set => _subnetIds = value; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
