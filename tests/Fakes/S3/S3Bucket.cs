using System.Security.Cryptography;
using Platform.Fakes.Http;

namespace Platform.Fakes.S3;

/// <summary>Objects, versions and open uploads of one bucket. Every change is one step.</summary>
public sealed class S3Bucket(string name, S3Rules rules)
{
    private readonly SortedDictionary<string, List<S3Object>> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, S3Upload> _uploads = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public string Name { get; } = name;

    public S3Rules Rules { get; set; } = rules;

    /// <summary>Current objects in order of their keys.</summary>
    public IReadOnlyList<S3Object> Objects
    {
        get
        {
            lock (_gate) return [.. _versions.Values.Select(v => v[^1]).Where(o => !o.IsDeleteMarker)];
        }
    }

    /// <summary>All versions and delete markers, of each key the newest first.</summary>
    public IReadOnlyList<S3Object> Versions
    {
        get
        {
            lock (_gate) return [.. _versions.Values.SelectMany(v => v.AsEnumerable().Reverse())];
        }
    }

    public IReadOnlyList<S3Upload> Uploads
    {
        get
        {
            lock (_gate) return [.. _uploads.Values.OrderBy(u => u.Key, StringComparer.Ordinal).ThenBy(u => u.Id, StringComparer.Ordinal)];
        }
    }

    public static string ETagOf(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";

    /// <summary>Of an object in parts: the hash of their hashes, and their number.</summary>
    public static string ETagOf(IReadOnlyCollection<S3Part> parts) =>
        $"\"{Convert.ToHexStringLower(MD5.HashData([.. parts.SelectMany(part => Convert.FromHexString(part.ETag.Trim('"')))]))}-{parts.Count}\"";

    public S3Object? Find(string key, string? version)
    {
        lock (_gate)
        {
            if (!_versions.TryGetValue(key, out var versions)) return null;
            return version is null ? versions[^1] : versions.FirstOrDefault(v => v.VersionId == version);
        }
    }

    public S3Object Put(S3Object written, bool ifNoneMatch)
    {
        lock (_gate)
        {
            if (ifNoneMatch && _versions.TryGetValue(written.Key, out var there) && !there[^1].IsDeleteMarker)
                throw new FakeError(412, "PreconditionFailed", "at least one of the pre-conditions you specified did not hold");
            Add(written);
            return written;
        }
    }

    /// <summary>Removes one version, or puts a delete marker where the bucket keeps versions.</summary>
    public void Delete(string key, string? version)
    {
        lock (_gate)
        {
            if (!_versions.TryGetValue(key, out var versions))
            {
                if (version is null && Rules.Versioned) Add(new S3Object(key, null, DateTimeOffset.UnixEpoch));
                return;
            }
            if (version is not null) versions.RemoveAll(v => v.VersionId == version);
            else if (Rules.Versioned) versions.Add(new S3Object(key, null, DateTimeOffset.UnixEpoch));
            else versions.Clear();
            if (versions.Count == 0) _versions.Remove(key);
        }
    }

    public void Open(S3Upload upload)
    {
        lock (_gate) _uploads.Add(upload.Id, upload);
    }

    public S3Upload UploadOf(string id, string key)
    {
        lock (_gate)
        {
            return _uploads.TryGetValue(id, out var upload) && upload.Key == key
                ? upload
                : throw new FakeError(404, "NoSuchUpload", "the specified upload does not exist; it may have been aborted or completed");
        }
    }

    public void AddPart(string id, string key, int number, S3Part part)
    {
        lock (_gate) UploadOf(id, key).Parts[number] = part;
    }

    public void Abort(string id, string key)
    {
        lock (_gate)
        {
            UploadOf(id, key);
            _uploads.Remove(id);
        }
    }

    public S3Object Complete(string id, string key, Func<S3Upload, S3Object> assemble, bool ifNoneMatch)
    {
        lock (_gate)
        {
            var done = Put(assemble(UploadOf(id, key)), ifNoneMatch);
            _uploads.Remove(id);
            return done;
        }
    }

    private void Add(S3Object written)
    {
        if (!_versions.TryGetValue(written.Key, out var versions)) _versions[written.Key] = versions = [];
        if (!Rules.Versioned) versions.Clear();
        versions.Add(written);
    }
}
