namespace Pulumi.Aws.SecretsManager;

public class Secret : CustomResource
{
    private const string Token = "aws:secretsmanager/secret:Secret";

    public Secret(string name, SecretArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new SecretArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

public sealed class SecretArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("recoveryWindowInDays")]
    public Input<int>? RecoveryWindowInDays { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
