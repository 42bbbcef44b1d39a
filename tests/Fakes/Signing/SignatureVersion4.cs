using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Fakes.Http;

namespace Platform.Fakes.Signing;

/// <summary>Checks an AWS Signature Version 4 from the documentation's words alone ("Create a signed AWS API request"), sharing nothing with any SDK.</summary>
public sealed record SignatureVersion4(string Service, string Region, FakeCredentials Credentials, TimeProvider Clock)
{
    /// <summary>AWS refuses a request that arrives later than this after it was signed.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="FakeError">Anything about the signature that is not as it must be.</exception>
    public SignedRequest Verify(HttpContext context, string? bodyHash = null)
    {
        var request = context.Request;
        var header = Header(request, "Authorization") ?? throw new FakeError(403, "AccessDenied", "there is no Authorization header");
        const string Algorithm = "AWS4-HMAC-SHA256";
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal)) throw new FakeError(400, "AuthorizationHeaderMalformed", "the algorithm is not AWS4-HMAC-SHA256");
        var fields = header[(Algorithm.Length + 1)..].Split(',').Select(f => f.Trim().Split('=', 2)).ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal);
        var credential = fields["Credential"].Split('/', 2);
        if (credential[0] != Credentials.AccessKey) throw new FakeError(403, "InvalidAccessKeyId", "the access key does not exist");
        if (Credentials.SessionToken is { } token && Header(request, "x-amz-security-token") != token) throw new FakeError(403, "InvalidToken", "the session token is missing or wrong");

        var date = Header(request, "x-amz-date") ?? throw new FakeError(403, "AccessDenied", "there is no x-amz-date");
        var signedAt = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((Clock.GetUtcNow() - signedAt).Duration() > MaxAge) throw new FakeError(403, "RequestTimeTooSkewed", "the difference between the request time and the server's time is too large");
        var scope = $"{date[..8]}/{Region}/{Service}/aws4_request";
        if (credential[1] != scope) throw new FakeError(400, "AuthorizationHeaderMalformed", $"the credential scope is not {scope}");

        var signed = fields["SignedHeaders"].Split(';');
        CheckSignedHeaders(request, signed);
        var payload = Header(request, "x-amz-content-sha256") ?? bodyHash ?? throw new FakeError(400, "MissingSecurityHeader", "there is no x-amz-content-sha256");
        if (bodyHash is not null && payload != bodyHash) throw new FakeError(400, "XAmzContentSHA256Mismatch", "x-amz-content-sha256 is not the hash of the body");

        var canonical = Canonical(context, signed, payload);
        var text = $"{Algorithm}\n{date}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = SigningKey(date[..8]);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        if (expected != fields["Signature"]) throw new FakeError(403, "SignatureDoesNotMatch", "the request signature does not match; the canonical request is:\n" + canonical);
        return new SignedRequest(date, scope, key, expected, payload);
    }

    /// <summary>Checks a presigned GET of <c>/</c> without its scheme, as logins to databases are: host, query with these further parameters, and for a quarter of an hour.</summary>
    /// <exception cref="FakeError">Anything about it that is not as it must be.</exception>
    public void VerifyPresigned(string token, string authority, IReadOnlyList<(string Name, string Value)> further)
    {
        var parts = token.Split("/?", 2);
        if (parts.Length != 2 || parts[0] != authority) throw new FakeError(403, "InvalidHost", "the token is of another host");
        var given = parts[1].Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => Uri.UnescapeDataString(p[0]), p => Uri.UnescapeDataString(p[1]), StringComparer.Ordinal);
        if (!given.Remove("X-Amz-Signature", out var signature) || !given.TryGetValue("X-Amz-Date", out var date)) throw new FakeError(403, "MissingSignature", "there is no signature, or no date");
        var scope = $"{date[..8]}/{Region}/{Service}/aws4_request";
        (string Name, string Value)[] expected =
        [
            .. further, ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", $"{Credentials.AccessKey}/{scope}"), ("X-Amz-Date", date), ("X-Amz-Expires", "900"),
            .. Credentials.SessionToken is { } session ? [("X-Amz-Security-Token", session)] : Array.Empty<(string, string)>(), ("X-Amz-SignedHeaders", "host"),
        ];
        foreach (var (name, value) in expected)
            if (given.GetValueOrDefault(name) != value) throw new FakeError(403, "InvalidParameter", $"{name} is not what it must be");
        if (given.Count != expected.Length) throw new FakeError(403, "InvalidParameter", "there are further parameters");
        var signedAt = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((Clock.GetUtcNow() - signedAt).Duration() > MaxAge) throw new FakeError(403, "ExpiredToken", "the token is too old");
        var query = string.Join('&', given.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Encoded(p.Key)}={Encoded(p.Value)}"));
        var text = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(Encoding.UTF8.GetBytes($"GET\n/\n{query}\nhost:{authority}\n\nhost\n{Hash([])}"))}";
        if (Convert.ToHexStringLower(HMACSHA256.HashData(SigningKey(date[..8]), Encoding.UTF8.GetBytes(text))) != signature) throw new FakeError(403, "SignatureDoesNotMatch", "the signature does not match");
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void CheckSignedHeaders(HttpRequest request, string[] signed)
    {
        if (!signed.SequenceEqual(signed.Order(StringComparer.Ordinal))) throw new FakeError(400, "AuthorizationHeaderMalformed", "the signed headers are not sorted");
        if (!signed.Contains("host")) throw new FakeError(400, "AuthorizationHeaderMalformed", "host is not signed");
        foreach (var name in request.Headers.Keys.Select(k => k.ToLowerInvariant()))
        {
            var mustBeSigned = name.StartsWith("x-amz-", StringComparison.Ordinal) || name == "content-md5";
            if (mustBeSigned && !signed.Contains(name)) throw new FakeError(403, "AccessDenied", $"there were headers present in the request which were not signed: {name}");
        }
    }

    private static string Canonical(HttpContext context, string[] signed, string payload)
    {
        var target = FakeServer.RawTarget(context);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : target[(question + 1)..];
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Select(p => (Name: Encoded(Uri.UnescapeDataString(p[0])), Value: p.Length > 1 ? Encoded(Uri.UnescapeDataString(p[1])) : ""))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}");
        var headers = string.Concat(signed.Select(name => $"{name}:{Folded(Header(context.Request, name))}\n"));
        var encodedPath = string.Join('/', path.Split('/').Select(s => Encoded(Uri.UnescapeDataString(s))));
        return $"{context.Request.Method}\n{encodedPath}\n{string.Join('&', parameters)}\n{headers}\n{string.Join(';', signed)}\n{payload}";
    }

    private byte[] SigningKey(string day)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + Credentials.SecretKey);
        foreach (var step in (string[])[day, Region, Service, "aws4_request"]) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        return key;
    }

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) ? string.Join(',', values.ToArray()) : null;

    private static string Folded(string? value) => string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>RFC 3986: everything but letters, digits, <c>-</c>, <c>.</c>, <c>_</c> and <c>~</c>.</summary>
    private static string Encoded(string text) => Uri.EscapeDataString(text);
}
