using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Platform.Aws.Signing;

/// <summary>AWS Signature Version 4 on a request whose body is in memory: the canonical form is ours, keys and signature are the SDK's.</summary>
internal static class RequestSigner
{
    /// <summary>Adds date, token and signature.</summary>
    /// <param name="request">With its URI, which has no query, and the headers that are to be signed.</param>
    /// <param name="body">The bytes that will be sent.</param>
    /// <param name="contentType">Signed with the body.</param>
    /// <param name="credentials">Of one moment.</param>
    /// <param name="region">Such as <c>eu-west-1</c>.</param>
    /// <param name="service">Such as <c>glue</c>.</param>
    /// <param name="moment">AWS refuses the request from five minutes after it on.</param>
    public static void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, string contentType, ImmutableCredentials credentials, string region, string service, DateTimeOffset moment)
    {
        request.Headers.TryAddWithoutValidation("x-amz-date", moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        if (credentials.UseToken) request.Headers.TryAddWithoutValidation("x-amz-security-token", credentials.Token);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = contentType, ["host"] = request.RequestUri!.Authority };
        foreach (var (name, values) in request.Headers) headers[name.ToLowerInvariant()] = string.Join(',', values).Trim();

        var signed = string.Join(';', headers.Keys);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var canonical = $"{request.Method}\n{request.RequestUri.AbsolutePath}\n\n{string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"))}\n{signed}\n{hash}";
        var result = AWS4Signer.ComputeSignature(credentials, region, moment.UtcDateTime, service, signed, canonical);
        request.Headers.TryAddWithoutValidation("Authorization", result.ForAuthorizationHeader);
    }
}
