using Platform.Conformance.Objects;
using Platform.Lake.Objects;

namespace Platform.Lake.Tests.Objects.S3;

/// <summary>
/// The S3 of another maker (fauxqs, npm): what it makes of our requests is its own reading of the protocol. It is lenient: conditions, checksums, owners, versions and
/// signatures are nothing to it, so that it judges only what it implements.
/// </summary>
public sealed class FauxqsConformance(Fauxqs fauxqs) : LenientStoreConformance, IClassFixture<Fauxqs>
{
    [Fact]
    public async Task Upload_OfSeveralParts_IsAssembledInOrder()
    {
        var content = new byte[(12 << 20) + 17];
        new Random(11).NextBytes(content);

        await using var upload = await Store.CreateAsync("large", UploadOptions.Default, Cancellation);
        upload.Write(content);
        var stored = await upload.CompleteAsync(Cancellation);

        Assert.Equal(content.Length, stored.Bytes);
        Assert.Equal(content, await ReadBytesAsync("large", null));
    }

    [Fact]
    public async Task DeleteForever_OfMoreThanARequestTakes_LeavesNothing()
    {
        foreach (var i in Enumerable.Range(0, 1_010)) await PutAsync($"p/part-{i:D5}", "x");
        await PutAsync("q", "x");

        await foreach (var stored in Store.DeleteForeverAsync("p/", null, Cancellation)) Assert.StartsWith("p/", stored.Key, StringComparison.Ordinal);

        Assert.Equal(["q"], await KeysAsync(""));
    }

    protected override Task<IObjectStore> OpenAsync() => Task.FromResult<IObjectStore>(fauxqs.Open());

    protected override ValueTask RemoveAsync() => ValueTask.CompletedTask;
}
