using System.Net;
using System.Runtime.ExceptionServices;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>The requests of an upload.</summary>
internal sealed partial class S3ObjectUpload
{
    private async Task<StoredObject> PutAsync()
    {
        using var empty = new MemoryStream([]);
        using var content = _filling?.Read() ?? empty;
        var checksum = S3Access.Base64(_whole.Value);
        var request = new PutObjectRequest
        {
            BucketName = _access.Location.Bucket,
            Key = _fullKey,
            InputStream = content,
            AutoCloseStream = false,
            ContentType = _options.ContentType,
            ChecksumCRC64NVME = checksum,
            IfNoneMatch = "*",
            ExpectedBucketOwner = _access.Settings.ExpectedOwner,
            TagSet = _access.TagsOf(_options),
            UseChunkEncoding = _access.SignsBodies,
            DisablePayloadSigning = !_access.SignsBodies,
        };
        if (_access.Settings.KmsKey is { } kms)
        {
            request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS;
            request.ServerSideEncryptionKeyManagementServiceKeyId = kms;
        }
        var count = SendCounter.Begin();
        try
        {
            var answer = await _access.Client.PutObjectAsync(request, _stop.Token).ConfigureAwait(false);
            return Stored(answer.ChecksumCRC64NVME, checksum);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed && count.Sends > 1)
        {
            return await OursAsync(checksum, e).ConfigureAwait(false);
        }
    }

    private async Task<string> BeginAsync()
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = _access.Location.Bucket,
            Key = _fullKey,
            ContentType = _options.ContentType,
            ChecksumAlgorithm = ChecksumAlgorithm.CRC64NVME,
            ChecksumType = ChecksumType.FULL_OBJECT,
            ExpectedBucketOwner = _access.Settings.ExpectedOwner,
            TagSet = _access.TagsOf(_options),
        };
        if (_access.Settings.KmsKey is { } kms)
        {
            request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS;
            request.ServerSideEncryptionKeyManagementServiceKeyId = kms;
        }
        var count = SendCounter.Begin();
        var answer = await _access.CallAsync(Stage.Write, "s3:PutObject", Key, (s3, token) => s3.InitiateMultipartUploadAsync(request, token), _stop.Token).ConfigureAwait(false);
        // A first sending whose answer was lost opened an upload that nobody knows.
        if (count.Sends > 1) await _access.AbortStraysAsync(_fullKey, except: answer.UploadId, _stop.Token).ConfigureAwait(false);
        return answer.UploadId;
    }

    private async Task<PartETag> SendAsync(int number, PartBuffer buffer)
    {
        try
        {
            var checksum = S3Access.Base64(buffer.Checksum);
            using var content = buffer.Read();
            var request = new UploadPartRequest
            {
                BucketName = _access.Location.Bucket,
                Key = _fullKey,
                UploadId = await Begin().ConfigureAwait(false),
                PartNumber = number,
                PartSize = buffer.Length,
                InputStream = content,
                ChecksumCRC64NVME = checksum,
                ExpectedBucketOwner = _access.Settings.ExpectedOwner,
                UseChunkEncoding = _access.SignsBodies,
                DisablePayloadSigning = !_access.SignsBodies,
            };
            var answer = await _access.CallAsync(Stage.Write, "s3:PutObject", Key, (s3, token) => s3.UploadPartAsync(request, token), _stop.Token).ConfigureAwait(false);
            Check(answer.ChecksumCRC64NVME, checksum);
            return new PartETag(number, answer.ETag) { ChecksumCRC64NVME = checksum };
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            await _stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _access.Buffers.Return(buffer);
            _access.Buffers.Places.Release();
        }
    }

    private async Task<StoredObject> CompletePartsAsync()
    {
        if (_filling is { Length: > 0 } || _sent.Count == 0)
        {
            _filling ??= _access.Buffers.Rent(_partBytes);
            SendFilling();
        }
        foreach (var part in _sent) await SettledAsync(part).ConfigureAwait(false);
        ThrowIfFailed();
        var checksum = S3Access.Base64(_whole.Value);
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = _access.Location.Bucket,
            Key = _fullKey,
            UploadId = await Begin().ConfigureAwait(false),
            PartETags = [.. await Task.WhenAll(_sent).ConfigureAwait(false)],
            ChecksumCRC64NVME = checksum,
            ChecksumType = ChecksumType.FULL_OBJECT,
            MpuObjectSize = _written,
            IfNoneMatch = "*",
            ExpectedBucketOwner = _access.Settings.ExpectedOwner,
        };
        var count = SendCounter.Begin();
        try
        {
            var answer = await _access.Client.CompleteMultipartUploadAsync(request, _stop.Token).ConfigureAwait(false);
            return Stored(answer.ChecksumCRC64NVME, checksum);
        }
        catch (AmazonS3Exception e) when (count.Sends > 1 && (e.StatusCode == HttpStatusCode.PreconditionFailed || e.ErrorCode == "NoSuchUpload"))
        {
            return await OursAsync(checksum, e).ConfigureAwait(false);
        }
    }

    /// <summary>After a lost answer the key is taken, by us or by another: the stored checksum tells.</summary>
    private async Task<StoredObject> OursAsync(string checksum, AmazonS3Exception refusal)
    {
        var there = await _access.StatAsync(Key, _stop.Token).ConfigureAwait(false);
        if (there is null || there.Bytes != _written || there.Checksum != S3Access.ToChecksum(checksum)) throw refusal;
        return there;
    }

    private StoredObject Stored(string? found, string expected)
    {
        Check(found, expected);
        return new StoredObject(Key, _written, _access.Time.GetUtcNow(), S3Access.ToChecksum(expected));
    }

    /// <summary>A store that answers no checksum is lenient; one that answers another has other bytes.</summary>
    private void Check(string? found, string expected)
    {
        if (found is not null && found != expected) throw S3Failures.Corrupt(Stage.Write, _access.Location.Show(Key), expected, found);
    }
}
