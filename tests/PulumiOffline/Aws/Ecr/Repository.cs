using Pulumi.Serialization;

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
    public InputList<Inputs.RepositoryEncryptionConfigurationArgs> EncryptionConfigurations { get => field ??= new(); set; }

    [Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }
}
