namespace Pulumi.Aws.Rds.Outputs;

[OutputType]
public sealed class InstanceMasterUserSecret
{
    public readonly string? KmsKeyId;
    public readonly string? SecretArn;
    public readonly string? SecretStatus;

    [OutputConstructor]
    private InstanceMasterUserSecret(string? kmsKeyId, string? secretArn, string? secretStatus)
    {
        KmsKeyId = kmsKeyId;
        SecretArn = secretArn;
        SecretStatus = secretStatus;
    }
}
