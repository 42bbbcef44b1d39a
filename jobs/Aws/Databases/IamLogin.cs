using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Platform.Aws.Calls;
using Platform.Aws.Failures;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Aws.Databases;

/// <summary>Connection URLs with <c>iam=true</c>: every connection logs in with a token of its own.</summary>
public static class IamLogin
{
    /// <summary>The URL with its source of passwords; one without <see cref="ConnectionUrl.Iam"/> as it is.</summary>
    /// <param name="url">As it was given.</param>
    /// <param name="environment">Looks a variable up: where the host does not name the region, it is the environment's.</param>
    /// <param name="time">Tokens begin at its time.</param>
    /// <param name="credentials">Null for those that every AWS tool finds.</param>
    /// <exception cref="PlatformException">Configuration (78), kind <c>aws-region</c>: no region is known. The source of passwords throws <c>aws-credentials</c> (77).</exception>
    public static ConnectionUrl Of(ConnectionUrl url, Func<string, string?> environment, TimeProvider time, AWSCredentials? credentials = null)
    {
        if (!url.Iam) return url;
        var region = RegionOf(url.Host) ?? AwsSettings.Read(environment).Region;
        var found = new Lazy<AWSCredentials>(() => credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials());
        return url with { PasswordSource = () => Create(found, region, url, time.GetUtcNow()) };
    }

    /// <summary>The region in a host name such as <c>orders.cluster-abc.eu-west-1.rds.amazonaws.com</c>; null where there is none.</summary>
    internal static string? RegionOf(string host)
    {
        var labels = host.Split('.');
        var at = Array.IndexOf(labels, "rds");
        return at > 0 && at + 1 < labels.Length && labels[at + 1] == "amazonaws" ? labels[at - 1] : null;
    }

    private static string Create(Lazy<AWSCredentials> credentials, string region, ConnectionUrl url, DateTimeOffset moment)
    {
        try
        {
            return DatabaseToken.Create(credentials.Value.GetCredentials(), region, url.Host, url.Port, url.User, moment);
        }
        catch (AmazonClientException e)
        {
            throw AwsFailures.NoCredentials(Stage.Connect, e);
        }
    }
}
