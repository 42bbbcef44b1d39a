namespace Pulumi.Aws.Kms;

public class Key : CustomResource
{
    private const string Token = "aws:kms/key:Key";

    public Key(string name, KeyArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new KeyArgs(), options)
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("keyId")]
    public Output<string> KeyId { get; private set; } = null!;
}

public sealed class KeyArgs : ResourceArgs
{
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("enableKeyRotation")]
    public Input<bool>? EnableKeyRotation { get; set; }

    [Input("rotationPeriodInDays")]
    public Input<int>? RotationPeriodInDays { get; set; }

    [Input("deletionWindowInDays")]
    public Input<int>? DeletionWindowInDays { get; set; }

    [Input("policy")]
    public Input<string>? Policy { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
}
