using Platform.Fakes.Http;
using Platform.Fakes.S3;
using Platform.Lake.Objects;
using Platform.Lake.Objects.S3;
using Platform.Registry.Failures;

namespace Platform.Lake.Tests.Objects.S3;

/// <summary>Whatever goes wrong between a lake and S3: an object is whole and ours, or it is not there, and no multipart upload stays open.</summary>
public sealed class S3FaultTests : IAsyncLifetime
{
    private const int PartBytes = 5 << 20;
    private const string Key = "p/attempt=A/part-00000.parquet";

    private static readonly byte[] Content = Bytes((2 * PartBytes) + 1_000);

    private FakeS3 _fake = null!;
    private S3ObjectStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeS3.StartAsync(S3Lake.Strict);
        _store = Open(TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Theory]
    [InlineData("CreateMultipartUpload", FaultKind.Refused)]
    [InlineData("CreateMultipartUpload", FaultKind.Reset)]
    [InlineData("CreateMultipartUpload", FaultKind.LostResponse)]
    [InlineData("UploadPart", FaultKind.Refused)]
    [InlineData("UploadPart", FaultKind.Reset)]
    [InlineData("UploadPart", FaultKind.LostResponse)]
    [InlineData("CompleteMultipartUpload", FaultKind.Refused)]
    [InlineData("CompleteMultipartUpload", FaultKind.Reset)]
    [InlineData("CompleteMultipartUpload", FaultKind.LostResponse)]
    [InlineData("CompleteMultipartUpload", FaultKind.ErrorInSuccess)]
    [InlineData("CompleteMultipartUpload", FaultKind.HalfBody)]
    public async Task Upload_WithAPassingFault_IsWholeAndLeavesNothingOpen(string operation, FaultKind kind)
    {
        _fake.Faults.Add(Fault.Of(kind, operation));

        var stored = await UploadAsync();

        Assert.Equal(1, _fake.Faults.Hits);
        Assert.Equal(Content.Length, stored.Bytes);
        var there = Assert.Single(_fake.Bucket.Objects);
        Assert.Equal(Content, there.Content);
        Assert.Equal(("72h-90d", S3Lake.KmsKey), (there.Tags["platform:policy"], there.KmsKey));
        Assert.Empty(_fake.Bucket.Uploads);
        Assert.Equal(Content, await ReadAsync());
    }

    [Theory]
    [InlineData(FaultKind.Refused)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.LostResponse)]
    public async Task Put_WithAPassingFault_IsWritten(FaultKind kind)
    {
        _fake.Faults.Add(Fault.Of(kind, "PutObject"));

        await _store.PutAsync("p/_manifest.json", "{}"u8.ToArray(), UploadOptions.Default, Cancellation);

        Assert.Equal("{}"u8.ToArray(), Assert.Single(_fake.Bucket.Objects).Content);
        Assert.Equal(2, _fake.Count("PutObject"));
    }

    [Fact]
    public async Task Upload_SlowedDown_Waits()
    {
        _fake.Faults.Add(Fault.SlowDown("UploadPart", times: 2));

        await UploadAsync();

        Assert.Equal(Content, Assert.Single(_fake.Bucket.Objects).Content);
    }

    [Fact]
    public async Task Put_AfterALostResponse_OnAnothersObject_IsRefused()
    {
        // The first sending is lost on its way; meanwhile the key is taken by somebody else.
        _fake.Faults.Add(Fault.Of(FaultKind.Reset, "PutObject"));
        _fake.Bucket.Put(new S3Object("stage/lake/k", "other"u8.ToArray(), DateTimeOffset.UnixEpoch) { ETag = "\"x\"", Checksum = ("CRC64NVME", "AAAAAAAAAAA=") }, ifNoneMatch: true);

        var error = await Assert.ThrowsAsync<PlatformException>(() => _store.PutAsync("k", "ours!"u8.ToArray(), UploadOptions.Default, Cancellation));

        Assert.Equal("object-exists", error.Kind);
        Assert.Equal("other"u8.ToArray(), Assert.Single(_fake.Bucket.Objects).Content);
    }

    [Theory]
    [InlineData("UploadPart", FaultKind.Forgotten, "upload-lost")]
    [InlineData("UploadPart", FaultKind.LyingChecksum, "object-corrupt")]
    public async Task Upload_WithAPartLostOrChanged_IsGivenUp(string operation, FaultKind kind, string expected)
    {
        _fake.Faults.Add(Fault.Of(kind, operation, after: 1));

        var error = await Assert.ThrowsAsync<PlatformException>(UploadAsync);

        Assert.Equal((expected, true), (error.Kind, error.Retryable));
        Assert.Empty(_fake.Bucket.Objects);
        Assert.Empty(_fake.Bucket.Uploads);
    }

    [Fact]
    public async Task Complete_ThatLiesAboutTheChecksum_IsAnError()
    {
        _fake.Faults.Add(Fault.Of(FaultKind.LyingChecksum, "CompleteMultipartUpload"));

        var error = await Assert.ThrowsAsync<PlatformException>(UploadAsync);

        Assert.Equal("object-corrupt", error.Kind);
        Assert.Empty(_fake.Bucket.Uploads);
    }

    [Theory]
    [InlineData("CreateMultipartUpload")]
    [InlineData("UploadPart")]
    [InlineData("CompleteMultipartUpload")]
    public async Task Upload_Denied_NamesActionObjectAndRequest(string operation)
    {
        _fake.Faults.Add(Fault.Denied(operation));

        var error = await Assert.ThrowsAsync<PlatformException>(UploadAsync);

        Assert.Equal(("lake-permission", ExitCode.Permission), (error.Kind, error.ExitCode));
        Assert.Matches($"^s3:PutObject on s3://{FakeS3.BucketName}/stage/lake/{Key} was refused: AccessDenied \\(403\\), request REQ[0-9]{{8}}$", error.Message);
        Assert.Equal($"allow s3:PutObject on arn:aws:s3:::{FakeS3.BucketName}/stage/lake/{Key} (and the bucket's KMS key), and check that the bucket is the account's that is expected", error.Hint);
        Assert.Empty(_fake.Bucket.Objects);
        Assert.Empty(_fake.Bucket.Uploads);
    }

    [Fact]
    public async Task Upload_WithExpiredCredentials_MayBeTriedAgain()
    {
        _fake.Faults.Add(new Fault { Operation = "UploadPart", Kind = FaultKind.Refused, Status = 400, Code = "ExpiredToken", Times = 20 });

        var error = await Assert.ThrowsAsync<PlatformException>(UploadAsync);

        Assert.Equal(("lake-credentials", true), (error.Kind, error.Retryable));
        Assert.Empty(_fake.Bucket.Uploads);
    }

    [Fact]
    public async Task Bucket_OfAnotherAccount_IsRefused()
    {
        _fake.Bucket.Rules = _fake.Bucket.Rules with { Owner = "999999999999" };

        var error = await Assert.ThrowsAsync<PlatformException>(() => _store.StatAsync("k", Cancellation));

        Assert.Equal("lake-permission", error.Kind);
    }

    [Fact]
    public async Task Read_BrokenOffHalfWay_GoesOnWhereItStopped()
    {
        await UploadAsync();
        _fake.Faults.Add(Fault.Of(FaultKind.HalfBody, "GetObject", times: 2));

        Assert.Equal(Content, await ReadAsync());
        Assert.Equal(3, _fake.Count("GetObject"));
        Assert.All(_fake.Requests.Where(r => r.Operation == "GetObject").Skip(1), r => Assert.True(r.Headers.ContainsKey("If-Match") && r.Headers.ContainsKey("Range")));
    }

    [Fact]
    public async Task Read_OfChangedBytes_IsAnError()
    {
        await UploadAsync();
        _fake.Faults.Add(Fault.Of(FaultKind.ChangedByte, "GetObject"));

        var error = await Assert.ThrowsAsync<PlatformException>(ReadAsync);

        Assert.Equal("object-corrupt", error.Kind);
    }

    [Fact]
    public async Task Read_ThatFallsSilent_IsTakenUpAgain()
    {
        await UploadAsync();
        await using var impatient = Open(TimeSpan.FromMilliseconds(300));
        _fake.Faults.Add(Fault.Of(FaultKind.Silence, "HeadObject"));

        Assert.Equal(Content.Length, (await impatient.StatAsync(Key, Cancellation))!.Bytes);
    }

    [Fact]
    public async Task Upload_CancelledWhileItsPartsWait_EndsAtOnceAndLeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        _fake.Faults.Add(Fault.Of(FaultKind.Silence, "UploadPart", times: 2));
        await using (var upload = await _store.CreateAsync(Key, UploadOptions.Default, stop.Token))
        {
            var writing = Task.Run(() =>
            {
                for (var i = 0; i < 3; i++) upload.Write(Content);
            });
            while (_fake.Count("UploadPart") < 2) await Task.Yield();
            await stop.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        }
        Assert.Empty(_fake.Bucket.Uploads);
        Assert.Empty(_fake.Bucket.Objects);
    }

    [Fact]
    public async Task Upload_OfManyParts_HoldsFewBuffers()
    {
        await using var upload = await _store.CreateAsync(Key, UploadOptions.Default, Cancellation);
        for (var i = 0; i < 8; i++) upload.Write(Content);
        await upload.CompleteAsync(Cancellation);

        Assert.InRange(_store.BuffersMade, 2, 3);
        Assert.Equal(17, _fake.Count("UploadPart"));
    }

    private S3ObjectStore Open(TimeSpan timeout) => S3Lake.Open(_fake, S3Lake.Settings(_fake) with { PartBytes = PartBytes, PartsInFlight = 2, MaxRetries = 3, Timeout = timeout });

    private async Task<StoredObject> UploadAsync()
    {
        await using var upload = await _store.CreateAsync(Key, UploadOptions.Default, Cancellation);
        upload.Write(Content);
        return await upload.CompleteAsync(Cancellation);
    }

    private async Task<byte[]> ReadAsync()
    {
        await using var stream = await _store.OpenReadAsync(Key, null, Cancellation);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Cancellation);
        return content.ToArray();
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(11).NextBytes(bytes);
        return bytes;
    }
}
