using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>
/// Removes what is under a prefix with all its versions and delete markers. The listing is of that prefix alone, so that the role needs <c>s3:ListBucketVersions</c> on no other;
/// a bucket without versions lists each object as the version <c>null</c>.
/// </summary>
internal static class S3Removal
{
    /// <summary>Keys of one request ("DeleteObjects").</summary>
    private const int MaxKeys = 1_000;

    public static async IAsyncEnumerable<StoredObject> RunAsync(S3Access access, string prefix, string? last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var versions = await access.VersionsAsync(prefix, cancellation).ConfigureAwait(false);
        // A store that knows no versions may answer as if there were none.
        if (versions.Count == 0)
        {
            await foreach (var stored in access.ObjectsAsync(prefix, cancellation).ConfigureAwait(false))
                versions.Add(new S3ObjectVersion { Key = stored.Key, Size = stored.Size, LastModified = stored.LastModified });
        }

        var lastKey = last is null ? null : access.FullKey(last);
        var batches = versions.OrderBy(v => v.Key == lastKey).Chunk(MaxKeys).ToList();
        var bytes = 0L;
        for (var i = 0; i < batches.Count; i++)
        {
            await DeleteAsync(access, prefix, [.. batches[i].Select(v => new KeyVersion { Key = v.Key, VersionId = v.VersionId })], cancellation).ConfigureAwait(false);
            for (var at = 0; at < batches[i].Length; at++)
            {
                var version = batches[i][at];
                bytes += version.Size ?? 0;
                var next = at + 1 < batches[i].Length ? batches[i][at + 1] : i + 1 < batches.Count ? batches[i + 1][0] : null;
                if (next?.Key == version.Key) continue;
                yield return new StoredObject(version.Key[access.Location.Prefix.Length..], bytes, S3Access.ToTime(version.LastModified), Checksum: null);
                bytes = 0;
            }
        }
    }

    /// <summary>One request; what S3 answers as a passing fault of single keys is asked for again.</summary>
    private static async Task DeleteAsync(S3Access access, string prefix, List<KeyVersion> keys, CancellationToken cancellation)
    {
        for (var round = 0; ; round++)
        {
            var request = new DeleteObjectsRequest { BucketName = access.Location.Bucket, Objects = keys, Quiet = true, ExpectedBucketOwner = access.Settings.ExpectedOwner };
            try
            {
                await access.CallAsync(Stage.Write, "s3:DeleteObjectVersion", prefix, (s3, token) => s3.DeleteObjectsAsync(request, token), cancellation).ConfigureAwait(false);
                return;
            }
            catch (PlatformException e) when (e.InnerException is DeleteObjectsException partly)
            {
                var errors = partly.Response.DeleteErrors;
                var permanent = errors.Find(error => error.Code is not ("InternalError" or "SlowDown" or "ServiceUnavailable"));
                if (permanent is not null || round == access.Settings.MaxRetries) throw S3Failures.OfKey(permanent ?? errors[0], access.Location.Show(prefix), e);
                keys = [.. errors.Select(error => new KeyVersion { Key = error.Key, VersionId = error.VersionId })];
            }

            await Task.Delay(Pause(round), access.Time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Doubling from 100 ms, jittered by half of it.</summary>
    private static TimeSpan Pause(int round) => TimeSpan.FromMilliseconds((100 << round) * (0.5 + (Random.Shared.NextDouble() / 2)));
}
