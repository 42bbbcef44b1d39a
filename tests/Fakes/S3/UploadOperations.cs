using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Platform.Fakes.Http;

namespace Platform.Fakes.S3;

/// <summary>CreateMultipartUpload, UploadPart, CompleteMultipartUpload and AbortMultipartUpload.</summary>
internal static class UploadOperations
{
    public static Task CreateAsync(S3Call call)
    {
        var algorithm = call.Header("x-amz-checksum-algorithm");
        var type = call.Header("x-amz-checksum-type") ?? (algorithm == Checksums.Crc64Nvme ? "FULL_OBJECT" : "COMPOSITE");
        if (algorithm is null && call.Bucket.Rules.RequireChecksum) throw new FakeError(400, "InvalidRequest", "this bucket asks for a checksum on every write");
        if (type == "FULL_OBJECT" && algorithm is "SHA256" or "SHA1") throw new FakeError(400, "InvalidRequest", "the FULL_OBJECT checksum type cannot be used with a SHA algorithm");
        if (type == "COMPOSITE" && algorithm == Checksums.Crc64Nvme) throw new FakeError(400, "InvalidRequest", "the COMPOSITE checksum type cannot be used with CRC64NVME");
        var upload = new S3Upload(call.Key, call.Template(), algorithm, type);
        call.Bucket.Open(upload);
        return call.XmlAsync("InitiateMultipartUploadResult", Element("Bucket", call.Bucket.Name), Element("Key", call.Key), Element("UploadId", upload.Id));
    }

    public static Task PartAsync(S3Call call)
    {
        var number = call.Number("partNumber", 0);
        if (number < 1 || number > call.Bucket.Rules.MaxParts) throw new FakeError(400, "InvalidArgument", "part number must be an integer between 1 and 10000, inclusive");
        var upload = call.Bucket.UploadOf(call.Query("uploadId")!, call.Key);
        var checksum = Checksums.Check(call.Headers, call.Body.Trailers, call.Body.Content);
        if (upload.Algorithm != checksum?.Algorithm)
            throw new FakeError(400, "InvalidRequest", $"checksum type mismatch occurred, expected checksum type: {upload.Algorithm ?? "null"}, actual checksum type: {checksum?.Algorithm ?? "null"}");
        var part = new S3Part(call.Body.Content, S3Bucket.ETagOf(call.Body.Content), checksum?.Value);
        if (call.Fault?.Kind != FaultKind.Forgotten) call.Bucket.AddPart(upload.Id, call.Key, number, part);
        call.Response.Headers.ETag = part.ETag;
        if (checksum is { } given)
            call.Response.Headers[Checksums.HeaderOf(given.Algorithm)] = call.Fault?.Kind == FaultKind.LyingChecksum ? Checksums.Compute(given.Algorithm, "another"u8) : given.Value;
        return Task.CompletedTask;
    }

    public static Task CompleteAsync(S3Call call)
    {
        var request = XDocument.Parse(Encoding.UTF8.GetString(call.Body.Content)).Root!;
        var id = call.Query("uploadId")!;
        if (call.Fault?.Kind == FaultKind.ErrorInSuccess)
            return call.XmlAsync(200, new XElement("Error", new XElement("Code", "InternalError"), new XElement("Message", "We encountered an internal error. Please try again."), new XElement("RequestId", "0")));
        var done = call.Bucket.Complete(id, call.Key, upload => Assemble(call, upload, request), call.IfNoneMatch());
        var content = new List<object> { Element("Bucket", call.Bucket.Name), Element("Key", call.Key), Element("ETag", done.ETag) };
        if (done.Checksum is { } checksum)
        {
            content.Add(Element("Checksum" + checksum.Algorithm, call.Fault?.Kind == FaultKind.LyingChecksum ? Checksums.Compute(checksum.Algorithm, "another"u8) : checksum.Value));
            content.Add(Element("ChecksumType", done.ChecksumType));
        }
        if (call.Bucket.Rules.Versioned) call.Response.Headers["x-amz-version-id"] = done.VersionId;
        return call.XmlAsync("CompleteMultipartUploadResult", [.. content]);
    }

    public static Task AbortAsync(S3Call call)
    {
        call.Bucket.Abort(call.Query("uploadId")!, call.Key);
        call.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static S3Object Assemble(S3Call call, S3Upload upload, XElement request)
    {
        var named = request.Elements().Where(e => e.Name.LocalName == "Part").ToList();
        if (named.Count == 0) throw new FakeError(400, "MalformedXML", "you must specify at least one part");
        var parts = new List<S3Part>(named.Count);
        var last = 0;
        for (var i = 0; i < named.Count; i++)
        {
            var number = int.Parse(Value(named[i], "PartNumber")!, CultureInfo.InvariantCulture);
            if (number <= last) throw new FakeError(400, "InvalidPartOrder", "the list of parts was not in ascending order");
            last = number;
            if (!upload.Parts.TryGetValue(number, out var part) || Unquoted(Value(named[i], "ETag")) != Unquoted(part.ETag))
                throw new FakeError(400, "InvalidPart", "one or more of the specified parts could not be found");
            if (upload.Algorithm is not null && Value(named[i], "Checksum" + upload.Algorithm) is var given && given != part.Checksum && (given is not null || upload.ChecksumType == "COMPOSITE"))
                throw new FakeError(400, "InvalidPart", "the checksum of a part is not the one that was uploaded");
            if (i < named.Count - 1 && part.Content.Length < call.Bucket.Rules.MinPartBytes)
                throw new FakeError(400, "EntityTooSmall", "your proposed upload is smaller than the minimum allowed size");
            parts.Add(part);
        }
        var whole = new byte[parts.Sum(part => part.Content.Length)];
        var filled = 0;
        foreach (var part in parts)
        {
            part.Content.CopyTo(whole.AsSpan(filled));
            filled += part.Content.Length;
        }
        if (call.Header("x-amz-mp-object-size") is { } size && size != whole.Length.ToString(CultureInfo.InvariantCulture))
            throw new FakeError(400, "InvalidRequest", "the provided x-amz-mp-object-size header does not match what was computed");
        if (call.Header("x-amz-checksum-type") is { } type && type != upload.ChecksumType) throw new FakeError(400, "InvalidRequest", "the checksum type is not the one the upload was created with");
        var checksum = Checksums.Check(call.Headers, call.Body.Trailers, whole);
        if (checksum is null && call.Bucket.Rules.RequireChecksum) throw new FakeError(400, "InvalidRequest", "this bucket asks for the checksum of the whole object");
        return upload.Template with { Content = whole, ETag = S3Bucket.ETagOf(parts), Checksum = checksum, ChecksumType = upload.ChecksumType, Modified = call.Now };
    }

    private static string? Value(XElement part, string name) => part.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    private static string? Unquoted(string? etag) => etag?.Trim('"');

    private static XElement Element(string name, string value) => new(S3Call.Xml + name, value);
}
