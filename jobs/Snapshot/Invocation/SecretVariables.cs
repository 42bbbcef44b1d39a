using System.Runtime.CompilerServices;
using Platform.Aws.Calls;
using Platform.Aws.SecretsManager;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Snapshot.Invocation;

/// <summary>
/// Variables whose value is kept in AWS Secrets Manager: <c>secretsmanager:ARN[#key]</c> in place of a URL or seed. AWS Batch puts secrets into the environment itself;
/// this is for a desk, and for containers that are started otherwise.
/// </summary>
internal static class SecretVariables
{
    private static readonly string[] Urls = ["PLATFORM_LEDGER_URL", "PLATFORM_SOURCE_URL"];
    private static readonly string[] Texts = ["PLATFORM_PROOF_SEED", "PLATFORM_MASK_SECRET"];

    /// <summary>The same environment with every reference replaced by what it refers to. Costs nothing where there is none.</summary>
    /// <exception cref="PlatformException">As <see cref="SecretReader"/> throws.</exception>
    public static ValueTask<Func<string, string?>> ResolveAsync(Func<string, string?> environment, CancellationToken cancellation) =>
        Urls.Concat(Texts).Any(name => environment(name)?.StartsWith(SecretReference.Scheme, StringComparison.Ordinal) == true) ? FetchAsync(environment, cancellation) : ValueTask.FromResult(environment);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async ValueTask<Func<string, string?>> FetchAsync(Func<string, string?> environment, CancellationToken cancellation)
    {
        using var client = new AwsClient(AwsSettings.Read(environment), TimeProvider.System);
        var reader = new SecretReader(client);
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Urls)
            if (SecretReference.TryParse(environment(name)) is { } reference) resolved[name] = await reader.ReadUrlAsync(reference, environment(DatabaseSecret.CertificatesVariable), cancellation).ConfigureAwait(false);
        foreach (var name in Texts)
            if (SecretReference.TryParse(environment(name)) is { } reference) resolved[name] = await reader.ReadAsync(reference, cancellation).ConfigureAwait(false);
        return name => resolved.GetValueOrDefault(name) ?? environment(name);
    }
}
