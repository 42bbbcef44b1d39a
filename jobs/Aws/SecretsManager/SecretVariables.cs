using Platform.Aws.Calls;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Aws.SecretsManager;

/// <summary>
/// Variables whose value is kept in AWS Secrets Manager: <c>secretsmanager:ARN[#key]</c> in place of a URL or seed. AWS Batch puts secrets into the environment itself;
/// this is for a desk, and for containers that are started otherwise.
/// </summary>
public static class SecretVariables
{
    /// <summary>The same environment with every reference replaced by what it refers to.</summary>
    /// <param name="environment">Looks a variable up.</param>
    /// <param name="names">Variables that may be references; those that end in <c>_URL</c> are connection URLs, which RDS writes in a form of its own.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PlatformException">As <see cref="SecretReader"/> throws.</exception>
    public static async ValueTask<Func<string, string?>> ResolveAsync(Func<string, string?> environment, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        using var client = new AwsClient(AwsSettings.Read(environment), TimeProvider.System);
        var reader = new SecretReader(client);
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (SecretReference.TryParse(environment(name)) is not { } reference) continue;
            resolved[name] = name.EndsWith("_URL", StringComparison.Ordinal)
                ? await reader.ReadUrlAsync(reference, environment(DatabaseSecret.CertificatesVariable), cancellation).ConfigureAwait(false)
                : await reader.ReadAsync(reference, cancellation).ConfigureAwait(false);
        }

        return name => resolved.GetValueOrDefault(name) ?? environment(name);
    }
}
