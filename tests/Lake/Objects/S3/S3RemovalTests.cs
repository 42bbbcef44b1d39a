using Microsoft.AspNetCore.WebUtilities;
using Platform.Fakes.Http;
using Platform.Fakes.S3;
using Platform.Lake.Objects;
using Platform.Lake.Objects.S3;
using Platform.Registry.Failures;

namespace Platform.Lake.Tests.Objects.S3;

/// <summary>Deleting from a bucket that keeps versions: nothing is left, by few requests, and of one prefix alone.</summary>
public sealed class S3RemovalTests : IAsyncLifetime
{
    private const string Prefix = "shop/public/orders/attempt=A/";

    private FakeS3 _fake = null!;
    private S3ObjectStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeS3.StartAsync(S3Lake.Strict);
        _store = S3Lake.Open(_fake);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeleteForever_OfManyObjects_TakesAThousandAtATimeAndLeavesNoVersion(bool versioned)
    {
        _fake.Bucket.Rules = _fake.Bucket.Rules with { Versioned = versioned };
        for (var i = 0; i < 2_100; i++) Put($"part-{i:D5}");
        _fake.Bucket.Put(new S3Object("stage/lake/shop/public/orders/attempt=AB/part-00000", [1], DateTimeOffset.UnixEpoch), ifNoneMatch: false);
        _fake.Bucket.Put(new S3Object($"stage/lake/{Prefix[..^1]}", [1], DateTimeOffset.UnixEpoch), ifNoneMatch: false);

        var gone = await DeleteAsync();

        Assert.Equal(2_100, gone.Count);
        Assert.Equal((3, 3), (_fake.Count("ListObjectVersions"), _fake.Count("DeleteObjects")));
        Assert.Equal(["stage/lake/shop/public/orders/attempt=A", "stage/lake/shop/public/orders/attempt=AB/part-00000"], _fake.Bucket.Versions.Select(v => v.Key));
        Assert.All(
            _fake.Requests.Where(r => r.Operation == "ListObjectVersions"),
            r => Assert.Equal("stage/lake/" + Prefix, QueryHelpers.ParseQuery(r.Target.Split('?', 2)[1])["prefix"].ToString()));
    }

    [Fact]
    public async Task DeleteForever_TakesOldVersionsAndDeleteMarkersAlong()
    {
        for (var i = 0; i < 3; i++) Put("part-00000");
        Put("part-00001");
        _fake.Bucket.Delete($"stage/lake/{Prefix}part-00001", version: null);

        var gone = await DeleteAsync();

        Assert.Equal([(Prefix + "part-00000", 12L), (Prefix + "part-00001", 4L)], gone.Select(o => (o.Key, o.Bytes)));
        Assert.Empty(_fake.Bucket.Versions);
    }

    [Theory]
    [InlineData("SlowDown")]
    [InlineData("InternalError")]
    public async Task DeleteForever_WithAPassingFaultOfOneKey_AsksAgainForThatOne(string code)
    {
        for (var i = 0; i < 3; i++) Put($"part-{i:D5}");
        _fake.Faults.Add(new Fault { Operation = "DeleteObjects", Kind = FaultKind.Partly, Code = code, Times = 2 });

        await DeleteAsync();

        Assert.Equal(3, _fake.Count("DeleteObjects"));
        Assert.Empty(_fake.Bucket.Versions);
    }

    [Fact]
    public async Task DeleteForever_OfAKeyThatIsRefused_SaysWhatToAllow()
    {
        for (var i = 0; i < 3; i++) Put($"part-{i:D5}");
        _fake.Faults.Add(new Fault { Operation = "DeleteObjects", Kind = FaultKind.Partly, Code = "AccessDenied" });

        var error = await Assert.ThrowsAsync<PlatformException>(DeleteAsync);

        Assert.Equal(("lake-permission", ExitCode.Permission), (error.Kind, error.ExitCode));
        Assert.Equal($"s3:DeleteObjectVersion on s3://{FakeS3.BucketName}/stage/lake/{Prefix} was refused: AccessDenied for a key", error.Message);
        Assert.Equal($"allow s3:DeleteObjectVersion on arn:aws:s3:::{FakeS3.BucketName}/stage/lake/{Prefix}", error.Hint);
        Assert.Single(_fake.Bucket.Versions);
    }

    [Theory]
    [InlineData("ListObjectVersions", FaultKind.Refused)]
    [InlineData("ListObjectVersions", FaultKind.Reset)]
    [InlineData("DeleteObjects", FaultKind.Refused)]
    [InlineData("DeleteObjects", FaultKind.LostResponse)]
    public async Task DeleteForever_WithAPassingFault_LeavesNothing(string operation, FaultKind kind)
    {
        for (var i = 0; i < 3; i++) Put($"part-{i:D5}");
        _fake.Faults.Add(Fault.Of(kind, operation));

        Assert.Equal(3, (await DeleteAsync()).Count);

        Assert.Equal(1, _fake.Faults.Hits);
        Assert.Empty(_fake.Bucket.Versions);
    }

    private async Task<List<StoredObject>> DeleteAsync()
    {
        var gone = new List<StoredObject>();
        await foreach (var stored in _store.DeleteForeverAsync(Prefix, last: null, Cancellation)) gone.Add(stored);
        return gone;
    }

    private void Put(string name) => _fake.Bucket.Put(new S3Object($"stage/lake/{Prefix}{name}", [1, 2, 3, 4], DateTimeOffset.UnixEpoch), ifNoneMatch: false);
}
