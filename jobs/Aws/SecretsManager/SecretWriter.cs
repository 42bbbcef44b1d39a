using Platform.Aws.Calls;
using Platform.Registry.Failures;

namespace Platform.Aws.SecretsManager;

/// <summary>Gives a secret that exists a new value; the one before stays as its previous version.</summary>
public sealed class SecretWriter(AwsClient client)
{
    /// <exception cref="PlatformException"><c>aws-refused</c> (78), <c>aws-permission</c> (77), <c>aws-busy</c> (75).</exception>
    public async Task WriteAsync(string arn, string value, CancellationToken cancellation)
    {
        try
        {
            // The token is the version's name: a request whose answer was lost makes no second version.
            await client.CallAsync(SecretsManagerOperations.PutSecretValue, new PutSecretValueRequest(arn, Guid.NewGuid().ToString(), value), signedAt: null, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not PlatformException)
        {
            throw SecretFailures.Translate(e, arn, cancellation);
        }
    }
}
