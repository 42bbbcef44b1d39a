using System.Text.Json;
using Platform.Aws.Calls;
using Platform.Aws.Failures;
using Platform.Registry.Failures;

namespace Platform.Aws.SecretsManager;

/// <summary>Fetches secrets and makes settings of them. Messages name the secret and its members, never what is in them.</summary>
public sealed class SecretReader(AwsClient client)
{
    /// <summary>A secret's text, or one member of it.</summary>
    /// <exception cref="PlatformException"><c>secret-missing</c>, <c>secret-form</c> (78), <c>aws-permission</c> (77), <c>aws-busy</c> (75).</exception>
    public async Task<string> ReadAsync(SecretReference reference, CancellationToken cancellation)
    {
        var text = await FetchAsync(reference.Arn, cancellation).ConfigureAwait(false);
        if (reference.Key is not { } key) return text;
        using var members = Parse(text) ?? throw Form(reference.Arn, "is not a JSON object, and a key of it is asked for", "write the reference without #key, or store a JSON object");
        return members.RootElement.TryGetProperty(key, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
            : throw Form(reference.Arn, $"has no key '{key}'", $"its keys are {string.Join(", ", members.RootElement.EnumerateObject().Select(m => m.Name))}");
    }

    /// <summary>
    /// A connection URL: the secret's text, or made from the members that RDS writes (<c>username</c>, <c>password</c>, <c>host</c>, <c>port</c>, <c>dbname</c>); then TLS is asked
    /// for, and verified where there are certificates to verify it by.
    /// </summary>
    /// <param name="reference">Which secret.</param>
    /// <param name="certificates">File of trusted root certificates (PEM), or null.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<string> ReadUrlAsync(SecretReference reference, string? certificates, CancellationToken cancellation)
    {
        var text = await ReadAsync(reference, cancellation).ConfigureAwait(false);
        using var members = Parse(text);
        if (members is null) return text;
        var root = members.RootElement;
        var host = Member(root, "host") ?? throw Form(reference.Arn, "holds no host", "a secret that RDS manages for a master user has none: store postgresql://user:password@host:5432/database instead, or add host and dbname");
        var user = Member(root, "username") ?? throw Form(reference.Arn, "holds no username", "add username and password");
        var password = Member(root, "password") ?? throw Form(reference.Arn, "holds no password", "add password");
        var database = Member(root, "dbname") ?? throw Form(reference.Arn, "holds no dbname", "add dbname");
        var port = Member(root, "port") ?? "5432";
        var tls = certificates is null ? "sslmode=require" : $"sslmode=verify-full&sslrootcert={Uri.EscapeDataString(certificates)}";
        return $"postgresql://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@{host}:{port}/{Uri.EscapeDataString(database)}?{tls}";
    }

    private async Task<string> FetchAsync(string arn, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.CallAsync(SecretsManagerOperations.GetSecretValue, new GetSecretValueRequest(arn), signedAt: null, cancellation).ConfigureAwait(false);
            return answer.SecretString ?? throw Form(arn, "is binary", "store text");
        }
        catch (AwsServiceException e) when (e.Code == "ResourceNotFoundException")
        {
            throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"secret {arn} does not exist, or has no value yet", "correct the reference, or put the connection URL into the secret", e) { Kind = "secret-missing" };
        }
        catch (AwsServiceException e) when (e.IsDenied && e.Message.Contains("KMS", StringComparison.Ordinal))
        {
            throw new PlatformException(Stage.Configure, ExitCode.Permission, $"{e.Summary}, about {arn}: the KMS key that seals it may not be used",
                "name the key as secret_key in platform:cloud, for a source's secret under databases, and deploy; at a desk ask for kms:Decrypt on it", e)
            { Kind = "aws-permission" };
        }
        catch (Exception e) when (e is not PlatformException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw AwsFailures.Translate(e, Stage.Configure, arn);
        }
    }

    private static JsonDocument? Parse(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith('{')) return null;
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    private static PlatformException Form(string arn, string defect, string hint) =>
        new(Stage.Configure, ExitCode.Configuration, $"secret {arn} {defect}", hint) { Kind = "secret-form" };
}
