using Platform.Lake.Objects;
using Platform.Registry.Failures;

namespace Platform.Conformance.Objects;

/// <summary>What every <see cref="IObjectStore"/> must do: nothing is overwritten, and nothing is left of what was begun and never ended.</summary>
public abstract class ObjectStoreConformance : LenientStoreConformance
{
    [Fact]
    public async Task Put_TakenKey_IsRefusedAndKeepsTheFirst()
    {
        await PutAsync("k", "first");

        var error = await Assert.ThrowsAsync<PlatformException>(() => PutAsync("k", "second"));

        Assert.Equal("object-exists", error.Kind);
        Assert.False(error.Retryable);
        Assert.Equal("first", await ReadAsync("k"));
    }

    [Fact]
    public async Task Upload_Disposed_LeavesNothing()
    {
        await using (var upload = await Store.CreateAsync("d/x", UploadOptions.Default, Cancellation)) upload.Write(new byte[70_000]);

        Assert.Empty(await KeysAsync(""));
        Assert.Equal(0, await Store.AbortUploadsAsync("", Cancellation));
    }

    [Fact]
    public async Task Upload_OfAKeyTakenMeanwhile_IsRefusedAtCompletion()
    {
        await using var first = await Store.CreateAsync("k", UploadOptions.Default, Cancellation);
        await using var second = await Store.CreateAsync("k", UploadOptions.Default, Cancellation);
        first.Write("first"u8);
        second.Write("second"u8);
        await first.CompleteAsync(Cancellation);

        var error = await Assert.ThrowsAsync<PlatformException>(() => second.CompleteAsync(Cancellation));

        Assert.Equal("object-exists", error.Kind);
        Assert.Equal("first", await ReadAsync("k"));
        Assert.Equal(0, await Store.AbortUploadsAsync("", Cancellation));
    }

    [Fact]
    public async Task Upload_RacingForOneKey_HasOneWinner()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                await PutAsync("race", $"writer {i}");
                return $"writer {i}";
            }
            catch (PlatformException e) when (e.Kind == "object-exists")
            {
                return null;
            }
        })));

        var winner = Assert.Single(outcomes, o => o is not null);
        Assert.Equal(winner, await ReadAsync("race"));
    }

    [Fact]
    public async Task Upload_NeverEnded_IsRemovedByAbortUploads()
    {
        var left = await Store.CreateAsync("p/attempt=A/part-00000", UploadOptions.Default, Cancellation);
        left.Write(new byte[10]);
        left.Flush();
        var sibling = await Store.CreateAsync("p/attempt=AB/part-00000", UploadOptions.Default, Cancellation);

        Assert.Equal(1, await Store.AbortUploadsAsync("p/attempt=A/", Cancellation));
        Assert.Equal(0, await Store.AbortUploadsAsync("p/attempt=A/", Cancellation));

        await sibling.CompleteAsync(Cancellation);
        Assert.Equal(["p/attempt=AB/part-00000"], await KeysAsync(""));
    }
}
