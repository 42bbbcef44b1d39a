using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>Requests that both the store and its uploads make.</summary>
internal sealed partial class S3Access
{
    /// <summary>Null where there is no such object.</summary>
    public async Task<StoredObject?> StatAsync(string key, CancellationToken cancellation)
    {
        var request = new GetObjectMetadataRequest { BucketName = Location.Bucket, Key = FullKey(key), ChecksumMode = ChecksumMode.ENABLED, ExpectedBucketOwner = Settings.ExpectedOwner };
        try
        {
            var found = await CallAsync(Stage.Read, "s3:GetObject", key, (s3, token) => s3.GetObjectMetadataAsync(request, token), cancellation).ConfigureAwait(false);
            return new StoredObject(key, found.ContentLength, ToTime(found.LastModified), ToChecksum(found.ChecksumCRC64NVME));
        }
        catch (PlatformException e) when (e.Kind == FailureKinds.ObjectMissing)
        {
            return null;
        }
    }

    /// <summary>Open multipart uploads whose key begins with a prefix of the bucket. A store that knows no such listing may answer another: without a marker it has no next page.</summary>
    public async Task<List<MultipartUpload>> UploadsAsync(string fullPrefix, CancellationToken cancellation)
    {
        var found = new List<MultipartUpload>();
        var request = new ListMultipartUploadsRequest { BucketName = Location.Bucket, Prefix = fullPrefix, ExpectedBucketOwner = Settings.ExpectedOwner };
        while (true)
        {
            var page = await CallAsync(Stage.Read, "s3:ListBucketMultipartUploads", fullPrefix[Location.Prefix.Length..], (s3, token) => s3.ListMultipartUploadsAsync(request, token), cancellation).ConfigureAwait(false);
            if (page.MultipartUploads is { } uploads) found.AddRange(uploads);
            if (page.IsTruncated != true || page.NextKeyMarker is null) return found;
            request.KeyMarker = page.NextKeyMarker;
            request.UploadIdMarker = page.NextUploadIdMarker;
        }
    }

    /// <summary>Every version and delete marker under a prefix of the lake, and under nothing else, in order of keys. A store that knows no versions may answer another listing.</summary>
    public async Task<List<S3ObjectVersion>> VersionsAsync(string prefix, CancellationToken cancellation)
    {
        var found = new List<S3ObjectVersion>();
        var request = new ListVersionsRequest { BucketName = Location.Bucket, Prefix = FullKey(prefix), ExpectedBucketOwner = Settings.ExpectedOwner };
        while (true)
        {
            var page = await CallAsync(Stage.Write, "s3:ListBucketVersions", prefix, (s3, token) => s3.ListVersionsAsync(request, token), cancellation).ConfigureAwait(false);
            if (page.Versions is { } versions) found.AddRange(versions);
            if (page.IsTruncated != true || page.NextKeyMarker is null) return found;
            request.KeyMarker = page.NextKeyMarker;
            request.VersionIdMarker = page.NextVersionIdMarker;
        }
    }

    /// <summary>Every object under a prefix of the lake, page by page, in order of keys.</summary>
    public async IAsyncEnumerable<S3Object> ObjectsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = Location.Bucket, Prefix = FullKey(prefix), ExpectedBucketOwner = Settings.ExpectedOwner };
        do
        {
            var page = await CallAsync(Stage.Read, "s3:ListBucket", prefix, (s3, token) => s3.ListObjectsV2Async(request, token), cancellation).ConfigureAwait(false);
            foreach (var found in page.S3Objects ?? []) yield return found;
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    /// <summary>Ends an upload; one that has ended is no error.</summary>
    public async Task AbortAsync(string fullKey, string uploadId, CancellationToken cancellation)
    {
        var request = new AbortMultipartUploadRequest { BucketName = Location.Bucket, Key = fullKey, UploadId = uploadId, ExpectedBucketOwner = Settings.ExpectedOwner };
        try
        {
            await Client.AbortMultipartUploadAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            // Completed or aborted already.
        }
        catch (Exception e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw S3Failures.Translate(e, Stage.Write, "s3:AbortMultipartUpload", Location.Show(fullKey[Location.Prefix.Length..]));
        }
    }

    /// <summary>Ends the uploads of one key that a lost answer left behind.</summary>
    public async Task AbortStraysAsync(string fullKey, string? except, CancellationToken cancellation)
    {
        foreach (var upload in await UploadsAsync(fullKey, cancellation).ConfigureAwait(false))
            if (upload.Key == fullKey && upload.UploadId != except) await AbortAsync(fullKey, upload.UploadId, cancellation).ConfigureAwait(false);
    }

    public static DateTimeOffset ToTime(DateTime? modified) => modified is { } time ? new DateTimeOffset(time.ToUniversalTime()) : default;
}
