namespace Pulumi.Aws.Ecr;

public class Repository : CustomResource
{
    private const string Token = "aws:ecr/repository:Repository";

    public Repository(string name, RepositoryArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RepositoryArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("repositoryUrl")]
    public Output<string> RepositoryUrl { get; private set; } = null!;
}

public sealed class RepositoryArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("imageTagMutability")]
    public Input<string>? ImageTagMutability { get; set; }

    [Input("imageScanningConfiguration")]
    public Input<Inputs.RepositoryImageScanningConfigurationArgs>? ImageScanningConfiguration { get; set; }

    [Input("encryptionConfigurations")]
    private InputList<Inputs.RepositoryEncryptionConfigurationArgs>? _encryptionConfigurations;

    public InputList<Inputs.RepositoryEncryptionConfigurationArgs> EncryptionConfigurations { get => _encryptionConfigurations ??= new(); set => _encryptionConfigurations = value; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
