using System.Text;
using Platform.Lake.Objects;
using Platform.Registry.Failures;

namespace Platform.Conformance.Objects;

/// <summary>
/// What an <see cref="IObjectStore"/> does also over a service that knows no conditions and lists no open uploads. A store's tests derive from it, or from
/// <see cref="ObjectStoreConformance"/>, and hand over an empty store per test.
/// </summary>
public abstract class LenientStoreConformance : IAsyncLifetime
{
    private IObjectStore _store = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IObjectStore Store => _store;

    /// <summary>Opens an empty store of its own for one test.</summary>
    protected abstract Task<IObjectStore> OpenAsync();

    /// <summary>Removes what <see cref="OpenAsync"/> made.</summary>
    protected abstract ValueTask RemoveAsync();

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Put_ThenRead_ReturnsTheBytes()
    {
        var stored = await Store.PutAsync("a/b.json", "hello"u8.ToArray(), UploadOptions.Default, Cancellation);

        Assert.Equal("a/b.json", stored.Key);
        Assert.Equal(5, stored.Bytes);
        Assert.Equal("hello", await ReadAsync("a/b.json"));
    }

    [Fact]
    public async Task Put_Empty_IsAnObjectOfNoBytes()
    {
        await Store.PutAsync("empty", ReadOnlyMemory<byte>.Empty, UploadOptions.Default, Cancellation);

        Assert.Equal(0, (await Store.StatAsync("empty", Cancellation))!.Bytes);
        Assert.Equal("", await ReadAsync("empty"));
    }

    [Fact]
    public async Task Upload_BeforeCompletion_IsNotVisible()
    {
        await using var upload = await Store.CreateAsync("p/part-00000.parquet", UploadOptions.Default, Cancellation);
        upload.Write(new byte[100_000]);

        Assert.Null(await Store.StatAsync("p/part-00000.parquet", Cancellation));
        Assert.Empty(await KeysAsync("p/"));
        Assert.Equal(100_000, upload.Position);

        var stored = await upload.CompleteAsync(Cancellation);

        Assert.Equal(100_000, stored.Bytes);
        Assert.Equal(["p/part-00000.parquet"], await KeysAsync("p/"));
    }

    [Fact]
    public async Task Upload_InPiecesOfEverySize_HasTheChecksumOfTheWhole()
    {
        var content = new byte[3_000_017];
        new Random(7).NextBytes(content);
        var whole = new Crc64Nvme();
        whole.Append(content);

        await using var upload = await Store.CreateAsync("x", UploadOptions.Default, Cancellation);
        var at = 0;
        for (var piece = 1; at < content.Length; piece = (piece * 3) + 1)
        {
            var take = Math.Min(piece, content.Length - at);
            if (piece % 2 == 0) await upload.WriteAsync(content.AsMemory(at, take), Cancellation);
            else upload.Write(content.AsSpan(at, take));
            at += take;
        }
        var stored = await upload.CompleteAsync(Cancellation);

        Assert.Equal(whole.ToChecksum(), stored.Checksum);
        Assert.Equal(content, await ReadBytesAsync("x", null));
    }

    [Fact]
    public async Task Upload_Aborted_LeavesNothingAndFreesTheKey()
    {
        await using (var upload = await Store.CreateAsync("d/x", UploadOptions.Default, Cancellation))
        {
            upload.Write(new byte[10]);
            await upload.AbortAsync();
        }

        Assert.Empty(await KeysAsync(""));
        await PutAsync("d/x", "second");
        Assert.Equal("second", await ReadAsync("d/x"));
    }

    [Fact]
    public async Task Read_Range_IsCutAtTheEnd()
    {
        await PutAsync("r", "0123456789");

        Assert.Equal("234", Text(await ReadBytesAsync("r", new ByteRange(2, 5))));
        Assert.Equal("89", Text(await ReadBytesAsync("r", new ByteRange(8, 50))));
        Assert.Equal("", Text(await ReadBytesAsync("r", new ByteRange(3, 3))));
    }

    [Fact]
    public async Task Read_MissingObject_SaysSo()
    {
        var error = await Assert.ThrowsAsync<PlatformException>(() => Store.OpenReadAsync("no/such", null, Cancellation));

        Assert.Equal("object-missing", error.Kind);
        Assert.False(error.Retryable);
        Assert.Contains("no/such", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stat_MissingObjectOrPrefix_IsNull()
    {
        await PutAsync("a/b/c", "x");

        Assert.Null(await Store.StatAsync("a/x", Cancellation));
        Assert.Null(await Store.StatAsync("a/b", Cancellation));
    }

    [Fact]
    public async Task List_Prefix_NeverReachesASibling()
    {
        foreach (var key in (string[])["shop/orders/1", "shop/orders_old/1", "shop/orders/a-b", "shop/orders/a/z", "shop/ordersx"]) await PutAsync(key, "x");

        Assert.Equal(["shop/orders/1", "shop/orders/a-b", "shop/orders/a/z"], await KeysAsync("shop/orders/"));
        Assert.Equal(5, (await KeysAsync("")).Count);
        Assert.Empty(await KeysAsync("shop/none/"));
        var error = await Assert.ThrowsAsync<PlatformException>(() => KeysAsync("shop/orders"));
        Assert.Equal("object prefix \"shop/orders\" is refused: it does not end with a slash", error.Message);
    }

    [Fact]
    public async Task List_ManyObjects_ComesWholeAndInOrder()
    {
        // More than one page of S3 (1,000 keys).
        var keys = Enumerable.Range(0, 1_050).Select(i => $"n/{i / 100:D3}/part-{i:D5}").ToList();
        foreach (var key in keys.AsEnumerable().Reverse()) await PutAsync(key, "x");

        Assert.Equal(keys, await KeysAsync("n/"));
    }

    [Fact]
    public async Task DeleteForever_RemovesThePrefixAlone_AndTheGivenKeyLast()
    {
        foreach (var key in (string[])["p/attempt=A/_manifest.json", "p/attempt=A/part-00000", "p/attempt=A/part-00001", "p/attempt=AB/part-00000", "p/attempt=A-/x"]) await PutAsync(key, "four");

        var gone = new List<StoredObject>();
        await foreach (var stored in Store.DeleteForeverAsync("p/attempt=A/", "p/attempt=A/_manifest.json", Cancellation)) gone.Add(stored);

        Assert.Equal(["p/attempt=A/part-00000", "p/attempt=A/part-00001", "p/attempt=A/_manifest.json"], gone.Select(o => o.Key));
        Assert.All(gone, o => Assert.Equal(4, o.Bytes));
        Assert.Equal(["p/attempt=A-/x", "p/attempt=AB/part-00000"], await KeysAsync(""));
        await foreach (var stored in Store.DeleteForeverAsync("p/attempt=A/", null, Cancellation)) Assert.Fail(stored.Key);
    }

    [Fact]
    public async Task DeleteForever_LeftHalfWay_IsFinishedByTheNext()
    {
        foreach (var i in Enumerable.Range(0, 5)) await PutAsync($"p/part-{i:D5}", "x");

        await foreach (var stored in Store.DeleteForeverAsync("p/", null, Cancellation)) break;
        await foreach (var stored in Store.DeleteForeverAsync("p/", null, Cancellation)) Assert.NotEqual("p/part-00000", stored.Key);

        Assert.Empty(await KeysAsync(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a/.tmp-x")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    public async Task Key_ThatIsNone_IsRefusedEverywhere(string key)
    {
        await RefusedAsync(() => Store.CreateAsync(key, UploadOptions.Default, Cancellation));
        await RefusedAsync(() => Store.PutAsync(key, default, UploadOptions.Default, Cancellation));
        await RefusedAsync(() => Store.OpenReadAsync(key, null, Cancellation));
        await RefusedAsync(() => Store.StatAsync(key, Cancellation));
        Assert.Empty(await KeysAsync(""));

        static async Task RefusedAsync(Func<Task> act) => Assert.Equal("object-key", (await Assert.ThrowsAsync<PlatformException>(act)).Kind);
    }

    [Theory]
    [InlineData("shop/public/orders/snapshot_date=2026-03-01/snapshot_hour=10/attempt=01ARZ3NDEKTSV4RRFFQ69G5FAV/part-00000.parquet")]
    [InlineData("shop/public/Bestellungen über/größe %20 + ?#&/日本語.parquet")]
    public async Task Key_OfAnyName_RoundTripsAndIsLocated(string key)
    {
        await PutAsync(key, "x");

        Assert.Equal([key], await KeysAsync(""));
        Assert.Equal("x", await ReadAsync(key));
        Assert.StartsWith(Store.Lake.AbsoluteUri, Store.Locate(key).AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith(key, Uri.UnescapeDataString(Store.Locate(key).AbsoluteUri), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_BeforeAnything_LeavesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync("k", default, UploadOptions.Default, cancelled.Token));
        await using (var upload = await Store.CreateAsync("k", UploadOptions.Default, Cancellation))
        {
            upload.Write("x"u8);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload.CompleteAsync(cancelled.Token));
        }

        Assert.Empty(await KeysAsync(""));
    }

    protected Task<StoredObject> PutAsync(string key, string text) => Store.PutAsync(key, Encoding.UTF8.GetBytes(text), UploadOptions.Default, Cancellation);

    protected async Task<string> ReadAsync(string key) => Text(await ReadBytesAsync(key, null));

    protected async Task<List<string>> KeysAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var stored in Store.ListAsync(prefix, Cancellation)) keys.Add(stored.Key);
        return keys;
    }

    protected async Task<byte[]> ReadBytesAsync(string key, ByteRange? range)
    {
        await using var stream = await Store.OpenReadAsync(key, range, Cancellation);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Cancellation);
        return content.ToArray();
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
