using System.Globalization;
using System.Xml.Linq;
using Platform.Fakes.Http;

namespace Platform.Fakes.S3;

/// <summary>PutObject, GetObject, HeadObject, DeleteObject and DeleteObjects.</summary>
internal static class ObjectOperations
{
    public static Task PutAsync(S3Call call)
    {
        var checksum = Checksums.Check(call.Headers, call.Body.Trailers, call.Body.Content);
        if (checksum is null && call.Bucket.Rules.RequireChecksum) throw new FakeError(400, "InvalidRequest", "this bucket asks for a checksum on every write");
        var content = call.Body.Content;
        var written = call.Template() with { Content = content, ETag = S3Bucket.ETagOf(content), Checksum = checksum ?? (Checksums.Crc64Nvme, Checksums.Compute(Checksums.Crc64Nvme, content)) };
        var ifNoneMatch = call.IfNoneMatch();
        if (call.Fault?.Kind != FaultKind.Forgotten) call.Bucket.Put(written, ifNoneMatch);
        Describe(call, written, withChecksum: true);
        return Task.CompletedTask;
    }

    public static async Task GetAsync(S3Call call, bool headOnly)
    {
        var found = call.Bucket.Find(call.Key, call.Query("versionId"));
        if (found is null || found.IsDeleteMarker) throw new FakeError(404, "NoSuchKey", "the specified key does not exist");
        if (call.Header("If-Match") is { } etag && etag != found.ETag) throw new FakeError(412, "PreconditionFailed", "the object is another one");
        var content = found.Content.AsMemory();
        var withChecksum = call.Header("x-amz-checksum-mode") == "ENABLED";
        if (call.Header("Range") is { } range)
        {
            var bounds = range["bytes=".Length..].Split('-');
            var from = long.Parse(bounds[0], CultureInfo.InvariantCulture);
            if (from >= content.Length) throw new FakeError(416, "InvalidRange", "the requested range is not satisfiable");
            var last = bounds[1].Length == 0 ? content.Length - 1 : Math.Min(long.Parse(bounds[1], CultureInfo.InvariantCulture), content.Length - 1);
            call.Response.StatusCode = 206;
            call.Response.Headers.ContentRange = $"bytes {from}-{last}/{content.Length}";
            content = content[(int)from..(int)(last + 1)];
            withChecksum = false;
        }
        Describe(call, found, withChecksum);
        call.Response.ContentLength = content.Length;
        call.Response.ContentType = found.ContentType;
        call.Response.Headers.LastModified = found.Modified.ToString("R", CultureInfo.InvariantCulture);
        if (headOnly) return;
        if (call.Fault?.Kind == FaultKind.ChangedByte && content.Length > 0)
        {
            var changed = content.ToArray();
            changed[content.Length / 2] ^= 1;
            content = changed;
        }
        if (call.Fault?.Kind == FaultKind.HalfBody)
        {
            await call.Response.Body.WriteAsync(content[..(content.Length / 2)]);
            await call.Response.Body.FlushAsync();
            return;
        }
        await call.Response.Body.WriteAsync(content);
    }

    public static Task DeleteAsync(S3Call call)
    {
        call.Bucket.Delete(call.Key, call.Query("versionId"));
        call.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    public static Task DeleteManyAsync(S3Call call)
    {
        if (Checksums.Check(call.Headers, call.Body.Trailers, call.Body.Content) is null && call.Header("Content-MD5") is null)
            throw new FakeError(400, "InvalidRequest", "missing required header for this request: Content-MD5 or a checksum");
        var request = XDocument.Parse(System.Text.Encoding.UTF8.GetString(call.Body.Content)).Root!;
        var entries = request.Elements().Where(e => e.Name.LocalName == "Object").ToList();
        if (entries.Count is 0 or > 1_000) throw new FakeError(400, "MalformedXML", "1 to 1,000 objects per request");
        var quiet = request.Elements().FirstOrDefault(e => e.Name.LocalName == "Quiet")?.Value == "true";
        var answer = new List<object>();
        foreach (var entry in entries)
        {
            var key = entry.Elements().First(e => e.Name.LocalName == "Key").Value;
            var version = entry.Elements().FirstOrDefault(e => e.Name.LocalName == "VersionId")?.Value;
            call.Deleted.Add((key, version));
            if (call.Fault?.Kind == FaultKind.Partly && entry == entries[^1])
            {
                answer.Add(new XElement(S3Call.Xml + "Error", new XElement(S3Call.Xml + "Key", key), version is null ? null : new XElement(S3Call.Xml + "VersionId", version), new XElement(S3Call.Xml + "Code", call.Fault.Code), new XElement(S3Call.Xml + "Message", call.Fault.Message)));
                continue;
            }

            call.Bucket.Delete(key, version);
            if (!quiet) answer.Add(new XElement(S3Call.Xml + "Deleted", new XElement(S3Call.Xml + "Key", key)));
        }
        return call.XmlAsync("DeleteResult", [.. answer]);
    }

    private static void Describe(S3Call call, S3Object found, bool withChecksum)
    {
        call.Response.Headers.ETag = found.ETag;
        if (call.Bucket.Rules.Versioned) call.Response.Headers["x-amz-version-id"] = found.VersionId;
        if (found.KmsKey is not null)
        {
            call.Response.Headers["x-amz-server-side-encryption"] = "aws:kms";
            call.Response.Headers["x-amz-server-side-encryption-aws-kms-key-id"] = found.KmsKey;
        }
        if (!withChecksum || found.Checksum is not { } checksum) return;
        call.Response.Headers[Checksums.HeaderOf(checksum.Algorithm)] = call.Fault?.Kind == FaultKind.LyingChecksum ? Checksums.Compute(checksum.Algorithm, "another"u8) : checksum.Value;
        call.Response.Headers["x-amz-checksum-type"] = found.ChecksumType;
    }
}
