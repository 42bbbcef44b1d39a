using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Platform.Fakes.Http;
using Platform.Fakes.Signing;

namespace Platform.Fakes.S3;

/// <summary>One request to a bucket, with what most operations look at.</summary>
internal sealed class S3Call(HttpContext context, S3Bucket bucket, string key, SignedBody body, Fault? fault, TimeProvider clock)
{
    public static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";

    public S3Bucket Bucket { get; } = bucket;

    public string Key { get; } = key;

    public SignedBody Body { get; } = body;

    public Fault? Fault { get; } = fault;

    /// <summary>What DeleteObjects named.</summary>
    public List<(string Key, string? Version)> Deleted { get; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public IHeaderDictionary Headers => context.Request.Headers;

    public HttpResponse Response => context.Response;

    public string? Query(string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public int Number(string name, int otherwise) => Query(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>True for <c>If-None-Match: *</c>, which a lake's writes must carry.</summary>
    public bool IfNoneMatch()
    {
        switch (Header("If-None-Match"))
        {
            case "*": return true;
            case null when !Bucket.Rules.RequireIfNoneMatch: return false;
            case null: throw new FakeError(400, "InvalidRequest", "this bucket asks for If-None-Match: * on every write");
            default: throw new FakeError(501, "NotImplemented", "only If-None-Match: * is implemented");
        }
    }

    /// <summary>What the headers say about an object that is about to be written.</summary>
    public S3Object Template()
    {
        var encryption = Header("x-amz-server-side-encryption");
        var kmsKey = Header("x-amz-server-side-encryption-aws-kms-key-id");
        if (encryption is not (null or "aws:kms")) throw new FakeError(403, "AccessDenied", "the bucket's policy refuses another encryption than aws:kms");
        if (kmsKey is not null && encryption is null) throw new FakeError(400, "InvalidArgument", "a KMS key is named without server-side encryption aws:kms");
        if (Bucket.Rules.KmsKey is { } only && kmsKey != only) throw new FakeError(403, "AccessDenied", "the bucket's policy asks for its own KMS key");
        return new S3Object(Key, [], Now) { ContentType = Header("Content-Type") ?? "binary/octet-stream", KmsKey = kmsKey, Tags = Tags() };
    }

    public Task XmlAsync(string root, params object?[] content) => XmlAsync(200, new XElement(Xml + root, content));

    public async Task XmlAsync(int status, XElement root)
    {
        Response.StatusCode = status;
        Response.ContentType = "application/xml";
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting);
        if (Fault?.Kind == FaultKind.HalfBody) text = text[..(text.Length / 2)];
        await Response.WriteAsync(text);
    }

    private Dictionary<string, string> Tags()
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (Header("x-amz-tagging") ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (!tags.TryAdd(Text(parts[0]), parts.Length > 1 ? Text(parts[1]) : "")) throw new FakeError(400, "InvalidTag", "a tag comes twice");
        }
        if (tags.Count > 10) throw new FakeError(400, "BadRequest", "object tags cannot be greater than 10");
        return tags;

        static string Text(string encoded) => Uri.UnescapeDataString(encoded.Replace('+', ' '));
    }
}
