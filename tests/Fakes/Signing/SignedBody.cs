using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Fakes.Http;

namespace Platform.Fakes.Signing;

/// <summary>The bytes of a request after its transfer coding, with the checksums that followed them as trailers.</summary>
public sealed record SignedBody(byte[] Content, IReadOnlyDictionary<string, string> Trailers)
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Reads and checks a body: its hash, or every chunk's signature, the trailer's and the decoded length.</summary>
    public static async Task<SignedBody> ReadAsync(HttpRequest request, SignedRequest signed, bool allowUnsigned)
    {
        using var buffer = new MemoryStream(request.ContentLength is { } length ? (int)length : 0);
        await request.Body.CopyToAsync(buffer);
        var wire = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        switch (signed.PayloadHash)
        {
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": return Chunked(request, wire.Span, signed, isSigned: true, hasTrailer: false);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": return Chunked(request, wire.Span, signed, isSigned: true, hasTrailer: true);
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" when allowUnsigned: return Chunked(request, wire.Span, signed, isSigned: false, hasTrailer: true);
            case "UNSIGNED-PAYLOAD" when allowUnsigned: return new SignedBody(wire.ToArray(), None);
            case { Length: 64 } hash when hash == SignatureVersion4.Hash(wire.Span): return new SignedBody(wire.ToArray(), None);
            case { Length: 64 }: throw new FakeError(400, "XAmzContentSHA256Mismatch", "the provided x-amz-content-sha256 header does not match what was computed");
            default: throw new FakeError(403, "AccessDenied", $"{signed.PayloadHash} is not taken without TLS");
        }
    }

    private static SignedBody Chunked(HttpRequest request, ReadOnlySpan<byte> wire, SignedRequest chain, bool isSigned, bool hasTrailer)
    {
        if (!request.Headers.ContentEncoding.ToString().Contains("aws-chunked", StringComparison.Ordinal)) throw new FakeError(400, "InvalidRequest", "the body is in chunks without Content-Encoding: aws-chunked");
        if (!long.TryParse(request.Headers["x-amz-decoded-content-length"], NumberStyles.None, CultureInfo.InvariantCulture, out var expected))
            throw new FakeError(411, "MissingContentLength", "there is no x-amz-decoded-content-length");
        var content = new byte[expected];
        var filled = 0;
        while (true)
        {
            var head = Line(ref wire).Split(';', 2);
            var size = int.Parse(head[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size > wire.Length || filled + size > expected) throw new FakeError(400, "IncompleteBody", "a chunk is longer than what was announced");
            var data = wire[..size];
            if (isSigned)
            {
                chain = chain.Next("AWS4-HMAC-SHA256-PAYLOAD", EmptyHash, SignatureVersion4.Hash(data));
                if (head.Length < 2 || head[1] != "chunk-signature=" + chain.Signature) throw new FakeError(403, "SignatureDoesNotMatch", "the signature of a chunk does not match");
            }
            if (size == 0) break;
            data.CopyTo(content.AsSpan(filled));
            filled += size;
            wire = wire[size..];
            if (Line(ref wire).Length != 0) throw new FakeError(400, "IncompleteBody", "a chunk does not end where it says");
        }
        if (filled != expected) throw new FakeError(400, "IncompleteBody", "the body is shorter than x-amz-decoded-content-length");
        return new SignedBody(content, hasTrailer ? Trailer(request, wire, chain, isSigned) : None);
    }

    private static Dictionary<string, string> Trailer(HttpRequest request, ReadOnlySpan<byte> wire, SignedRequest chain, bool isSigned)
    {
        var announced = request.Headers["x-amz-trailer"].ToString();
        var trailers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (Line(ref wire) is { Length: > 0 } line)
        {
            var pair = line.Split(':', 2);
            trailers[pair[0].Trim()] = pair[1].Trim();
        }
        if (!trailers.ContainsKey(announced)) throw new FakeError(400, "MalformedTrailerError", $"the trailer {announced} was announced and did not come");
        if (!isSigned) return trailers;
        var signature = trailers.GetValueOrDefault("x-amz-trailer-signature");
        chain = chain.Next("AWS4-HMAC-SHA256-TRAILER", SignatureVersion4.Hash(Encoding.UTF8.GetBytes($"{announced.ToLowerInvariant()}:{trailers[announced]}\n")));
        if (signature != chain.Signature) throw new FakeError(403, "SignatureDoesNotMatch", "the signature of the trailer does not match");
        return trailers;
    }

    private static string Line(ref ReadOnlySpan<byte> wire)
    {
        var end = wire.IndexOf("\r\n"u8);
        if (end < 0) throw new FakeError(400, "IncompleteBody", "the body ends within a chunk");
        var line = Encoding.ASCII.GetString(wire[..end]);
        wire = wire[(end + 2)..];
        return line;
    }
}
