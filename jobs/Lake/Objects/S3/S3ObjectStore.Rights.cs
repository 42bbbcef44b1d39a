using Amazon.S3.Model;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>Whether credentials may remove what is under a prefix, asked by removing what is not there: S3 judges who asks before it looks.</summary>
public sealed partial class S3ObjectStore
{
    /// <summary>Of a key that nothing has, and of which nothing can be left: a delete that names a version puts no marker.</summary>
    private const string NoVersion = "null";

    /// <summary>S3 answers that there is no such upload.</summary>
    private const string NoUpload = "none";

    /// <exception cref="PlatformException"><c>lake-permission</c>.</exception>
    public async Task CheckDeleteAllowedAsync(string prefix, CancellationToken cancellation)
    {
        var key = NothingUnder(prefix);
        var request = new DeleteObjectRequest { BucketName = _access.Location.Bucket, Key = _access.FullKey(key), VersionId = NoVersion, ExpectedBucketOwner = _access.Settings.ExpectedOwner };
        await _access.CallAsync(Stage.Write, "s3:DeleteObjectVersion", key, (s3, token) => s3.DeleteObjectAsync(request, token), cancellation).ConfigureAwait(false);
    }

    /// <exception cref="PlatformException"><c>lake-permission</c>.</exception>
    public Task CheckAbortAllowedAsync(string prefix, CancellationToken cancellation) => _access.AbortAsync(_access.FullKey(NothingUnder(prefix)), NoUpload, cancellation);

    private static string NothingUnder(string prefix)
    {
        ObjectKey.CheckPrefix(prefix);
        return prefix + "nothing";
    }
}
