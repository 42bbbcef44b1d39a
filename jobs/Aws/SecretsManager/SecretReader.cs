using Platform.Aws.Calls;
using Platform.Aws.Failures;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Aws.SecretsManager;

/// <summary>Fetches secrets and makes settings of them. Messages name the secret and its members, never what is in them.</summary>
public sealed class SecretReader(AwsClient client)
{
    /// <summary>A secret's text, or one member of it.</summary>
    /// <exception cref="PlatformException"><c>secret-missing</c>, <c>secret-form</c> (78), <c>aws-permission</c> (77), <c>aws-busy</c> (75).</exception>
    public async Task<string> ReadAsync(SecretReference reference, CancellationToken cancellation)
    {
        var text = await TryReadAsync(reference.Arn, cancellation).ConfigureAwait(false) ?? throw Missing(reference.Arn);
        if (reference.Key is not { } key) return text;
        using var members = DatabaseSecret.Members(text) ?? throw Form(reference.Arn, "is not a JSON object, and a key of it is asked for", "write the reference without #key, or store a JSON object");
        return DatabaseSecret.Member(members.RootElement, key)
            ?? throw Form(reference.Arn, $"has no key '{key}'", $"its keys are {string.Join(", ", members.RootElement.EnumerateObject().Select(m => m.Name))}");
    }

    /// <summary>A connection URL, as <see cref="DatabaseSecret.ToUrl"/> makes it of the secret's text.</summary>
    /// <param name="reference">Which secret.</param>
    /// <param name="certificates">File of trusted root certificates (PEM), or null.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<string> ReadUrlAsync(SecretReference reference, string? certificates, CancellationToken cancellation) =>
        DatabaseSecret.ToUrl($"secret {reference.Arn}", await ReadAsync(reference, cancellation).ConfigureAwait(false), certificates);

    /// <summary>A secret's text; null where there is no such secret, or it has no value yet.</summary>
    public async Task<string?> TryReadAsync(string arn, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.CallAsync(SecretsManagerOperations.GetSecretValue, new GetSecretValueRequest(arn), signedAt: null, cancellation).ConfigureAwait(false);
            return answer.SecretString ?? throw Form(arn, "is binary", "store text");
        }
        catch (AwsServiceException e) when (e.Code == "ResourceNotFoundException")
        {
            return null;
        }
        catch (Exception e) when (e is not PlatformException)
        {
            throw SecretFailures.Translate(e, arn, cancellation);
        }
    }

    private static PlatformException Missing(string arn) =>
        new(Stage.Configure, ExitCode.Configuration, $"secret {arn} does not exist, or has no value yet", "correct the reference, or put the connection URL into the secret") { Kind = "secret-missing" };

    private static PlatformException Form(string arn, string defect, string hint) => DatabaseSecret.Form($"secret {arn}", defect, hint);
}
