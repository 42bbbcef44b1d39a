using Platform.Aws.Failures;
using Platform.Registry.Failures;

namespace Platform.Aws.SecretsManager;

/// <summary>What a refusal of Secrets Manager means.</summary>
internal static class SecretFailures
{
    public static PlatformException Translate(Exception error, string arn, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // Secrets Manager opens secrets in the caller's name, and says no more than this where the key refuses.
        return error is AwsServiceException { IsDenied: true } denied && denied.Message.Contains("KMS", StringComparison.Ordinal)
            ? new PlatformException(Stage.Configure, ExitCode.Permission, $"{denied.Summary}, about {arn}: the KMS key that seals it may not be used",
                "name the key as secret_key in platform:cloud, for a source's secret under databases, and deploy; at a desk ask for kms:Decrypt on it", error)
            { Kind = FailureKinds.AwsPermission }
            : AwsFailures.Translate(error, Stage.Configure, arn);
    }
}
