using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Platform.Fakes.S3;

/// <summary>ListObjectsV2, ListObjectVersions and ListMultipartUploads, page by page.</summary>
internal static class ListOperations
{
    public static Task ObjectsAsync(S3Call call)
    {
        var prefix = call.Query("prefix") ?? "";
        var after = call.Query("continuation-token") is { } token ? Encoding.UTF8.GetString(Convert.FromBase64String(token)) : call.Query("start-after") ?? "";
        var limit = Math.Min(call.Number("max-keys", call.Bucket.Rules.Page), call.Bucket.Rules.Page);
        var found = call.Bucket.Objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(o.Key, after) > 0).Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        var more = found.Count > limit;
        return call.XmlAsync(
            "ListBucketResult",
            Element("Name", call.Bucket.Name), Element("Prefix", Encoded(call, prefix)), Element("KeyCount", Text(page.Count)), Element("MaxKeys", Text(limit)), Element("IsTruncated", more ? "true" : "false"),
            call.Query("encoding-type") is { } encoding ? Element("EncodingType", encoding) : null,
            more ? Element("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Key))) : null,
            page.Select(o => new XElement(
                S3Call.Xml + "Contents",
                Element("Key", Encoded(call, o.Key)), Element("LastModified", Time(o.Modified)), Element("ETag", o.ETag), Element("Size", Text(o.Content!.Length)), Element("StorageClass", "STANDARD"),
                o.Checksum is { } checksum ? Element("ChecksumAlgorithm", checksum.Algorithm) : null)));
    }

    public static Task VersionsAsync(S3Call call)
    {
        var prefix = call.Query("prefix") ?? "";
        var keyMarker = call.Query("key-marker") ?? "";
        var versionMarker = call.Query("version-id-marker");
        var limit = Math.Min(call.Number("max-keys", call.Bucket.Rules.Page), call.Bucket.Rules.Page);
        var all = call.Bucket.Versions.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var from = versionMarker is null ? all.FindIndex(o => string.CompareOrdinal(o.Key, keyMarker) > 0) : all.FindIndex(o => o.VersionId == versionMarker) + 1;
        var page = from < 0 ? [] : all.Skip(from).Take(limit).ToList();
        var more = from >= 0 && from + page.Count < all.Count;
        return call.XmlAsync(
            "ListVersionsResult",
            Element("Name", call.Bucket.Name), Element("IsTruncated", more ? "true" : "false"),
            call.Query("encoding-type") is { } encoding ? Element("EncodingType", encoding) : null,
            more ? Element("NextKeyMarker", Encoded(call, page[^1].Key)) : null,
            more ? Element("NextVersionIdMarker", page[^1].VersionId) : null,
            page.Select(o => new XElement(
                S3Call.Xml + (o.IsDeleteMarker ? "DeleteMarker" : "Version"),
                Element("Key", Encoded(call, o.Key)), Element("VersionId", o.VersionId), Element("LastModified", Time(o.Modified)), Element("IsLatest", call.Bucket.Find(o.Key, null) == o ? "true" : "false"),
                o.IsDeleteMarker ? null : Element("Size", Text(o.Content!.Length)))));
    }

    public static Task UploadsAsync(S3Call call)
    {
        var prefix = call.Query("prefix") ?? "";
        var keyMarker = call.Query("key-marker") ?? "";
        var idMarker = call.Query("upload-id-marker") ?? "";
        var limit = Math.Min(call.Number("max-uploads", call.Bucket.Rules.Page), call.Bucket.Rules.Page);
        var found = call.Bucket.Uploads
            .Where(u => u.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Where(u => string.CompareOrdinal(u.Key, keyMarker) is var order && (order > 0 || (order == 0 && idMarker.Length > 0 && string.CompareOrdinal(u.Id, idMarker) > 0)))
            .Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        var more = found.Count > limit;
        return call.XmlAsync(
            "ListMultipartUploadsResult",
            Element("Bucket", call.Bucket.Name), Element("IsTruncated", more ? "true" : "false"),
            call.Query("encoding-type") is { } encoding ? Element("EncodingType", encoding) : null,
            more ? Element("NextKeyMarker", Encoded(call, page[^1].Key)) : null,
            more ? Element("NextUploadIdMarker", page[^1].Id) : null,
            page.Select(u => new XElement(S3Call.Xml + "Upload", Element("Key", Encoded(call, u.Key)), Element("UploadId", u.Id), Element("Initiated", Time(u.Template.Modified)))));
    }

    private static string Encoded(S3Call call, string key) => call.Query("encoding-type") == "url" ? Uri.EscapeDataString(key) : key;

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static XElement Element(string name, string value) => new(S3Call.Xml + name, value);
}
