using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Platform.Aws.Databases;

/// <summary>
/// The password of IAM database authentication: a signed request to <c>rds-db:connect</c> that is never sent, without its scheme (Amazon RDS User Guide, "IAM database
/// authentication"). Made from credentials alone, without a call.
/// </summary>
internal static class DatabaseToken
{
    /// <summary>The service takes no longer-lived ones: a quarter of an hour, in which a connection has to be opened; it may last longer.</summary>
    private const int Seconds = 900;

    /// <summary>SHA-256 of no bytes.</summary>
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <param name="credentials">Of one moment.</param>
    /// <param name="region">The database's.</param>
    /// <param name="host">The name that the database is known by to RDS.</param>
    /// <param name="port">Its port.</param>
    /// <param name="user">The role that logs in.</param>
    /// <param name="moment">When the token's time begins.</param>
    public static string Create(ImmutableCredentials credentials, string region, string host, int port, string user, DateTimeOffset moment)
    {
        var date = moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var authority = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        var session = credentials.UseToken ? $"&X-Amz-Security-Token={Uri.EscapeDataString(credentials.Token)}" : "";
        // In the order of the names, as the canonical form has it.
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"Action=connect&DBUser={Uri.EscapeDataString(user)}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{credentials.AccessKey}/{date[..8]}/{region}/rds-db/aws4_request")}&X-Amz-Date={date}&X-Amz-Expires={Seconds}{session}&X-Amz-SignedHeaders=host");
        var result = AWS4Signer.ComputeSignature(credentials, region, moment.UtcDateTime, "rds-db", "host", $"GET\n/\n{query}\nhost:{authority}\n\nhost\n{EmptyHash}");
        return $"{authority}/?{query}&X-Amz-Signature={result.Signature}";
    }
}
