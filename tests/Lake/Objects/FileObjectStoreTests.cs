using Platform.Conformance.Objects;
using Platform.Lake.Objects;
using Platform.Registry.Failures;

namespace Platform.Lake.Tests.Objects;

public sealed class FileObjectStoreTests : ObjectStoreConformance
{
    private readonly TemporaryLake _lake = new();

    protected override Task<IObjectStore> OpenAsync() => Task.FromResult(ObjectStores.Open(_lake.Uri, TimeProvider.System));

    protected override ValueTask RemoveAsync()
    {
        _lake.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Upload_OfAKilledProcess_LeavesOnlyATemporaryFile()
    {
        var left = await Store.CreateAsync("p/x", UploadOptions.Default, Cancellation);
        left.Write(new byte[100_000]);

        var file = Assert.Single(Directory.GetFiles(_lake.Root, "*", SearchOption.AllDirectories));

        Assert.StartsWith(ObjectKey.TemporaryPrefix, Path.GetFileName(file), StringComparison.Ordinal);
        Assert.Equal(1, await Store.AbortUploadsAsync("p/", Cancellation));
        Assert.Empty(Directory.GetFileSystemEntries(_lake.Root));
    }

    [Fact]
    public async Task Delete_OfTheLastObject_TakesEmptyDirectoriesAlong()
    {
        await PutAsync("a/b/c/x", "x");
        await PutAsync("a/y", "y");

        await foreach (var gone in Store.DeleteForeverAsync("a/b/c/", null, Cancellation)) Assert.Equal("a/b/c/x", gone.Key);

        Assert.Equal(["y"], Directory.GetFileSystemEntries(Path.Combine(_lake.Root, "a")).Select(Path.GetFileName));
        Assert.True(Directory.Exists(_lake.Root));
    }

    [Fact]
    public async Task DeleteForever_OfALinkedDirectory_TouchesNothingThatItLeadsTo()
    {
        var outside = Directory.CreateTempSubdirectory("platform-outside-");
        try
        {
            var file = Path.Combine(outside.FullName, "somebody's");
            await File.WriteAllTextAsync(file, "x", Cancellation);
            await File.WriteAllTextAsync(Path.Combine(outside.FullName, ObjectKey.TemporaryPrefix + "x"), "x", Cancellation);
            await PutAsync("p/part-00000", "x");
            Directory.CreateSymbolicLink(Path.Combine(_lake.Root, "p", "link"), outside.FullName);

            Assert.Equal(0, await Store.AbortUploadsAsync("p/", Cancellation));
            await foreach (var gone in Store.DeleteForeverAsync("p/", null, Cancellation)) Assert.Equal("p/part-00000", gone.Key);

            Assert.Equal(2, outside.GetFiles().Length);
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task List_OfAPrefixBehindALink_IsWhatIsThere()
    {
        await PutAsync("q/a/b/x", "x");
        Directory.CreateSymbolicLink(Path.Combine(_lake.Root, "p"), Path.Combine(_lake.Root, "q"));

        var found = new List<string>();
        await foreach (var stored in Store.ListAsync("p/a/", Cancellation)) found.Add(stored.Key);

        Assert.Equal(["p/a/b/x"], found);
    }

    [Fact]
    public async Task Put_WhereADirectoryCannotBe_SaysWhat()
    {
        await PutAsync("a", "a file");

        var error = await Assert.ThrowsAsync<PlatformException>(() => PutAsync("a/b", "x"));

        Assert.Equal(("lake-io", ExitCode.TryAgain), (error.Kind, error.ExitCode));
        Assert.StartsWith($"cannot write {_lake.Root}/a/b: ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Linux answers every write to /dev/full with ENOSPC.</summary>
    [Theory]
    [InlineData(1_000_000)]
    [InlineData(100)]
    public async Task Upload_OntoAFullDisk_IsTryAgainAndLeavesNoObject(int bytes)
    {
        var path = Path.Combine(_lake.Root, "x");
        var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 64 * 1024);
        await using var upload = new FileObjectUpload("x", path, Path.Combine(_lake.Root, ".tmp-x"), full);

        var error = await Assert.ThrowsAsync<PlatformException>(async () =>
        {
            upload.Write(new byte[bytes]);
            await upload.CompleteAsync(Cancellation);
        });

        Assert.Equal($"cannot write {path}: the disk is full", error.Message);
        Assert.Equal(("disk-full", ExitCode.TryAgain), (error.Kind, error.ExitCode));
        Assert.Empty(await KeysAsync(""));
    }

    [Fact]
    public void Failure_DiskFull_IsTryAgain()
    {
        var full = new IOException("No space left on device", 28);
        var error = Files.FileFailures.Translate(full, Stage.Write, "write", "/lake/x");

        Assert.Equal("cannot write /lake/x: the disk is full", error.Message);
        Assert.Equal("free space on the lake's disk, or move the lake (--lake), and run again; nothing was published", error.Hint);
        Assert.Equal(("disk-full", ExitCode.TryAgain), (error.Kind, error.ExitCode));
    }

    [Fact]
    public void Failure_Unwritable_IsPermission()
    {
        var denied = Files.FileFailures.Translate(new UnauthorizedAccessException("Access to the path '/lake/x' is denied."), Stage.Write, "write", "/lake/x");
        var readOnly = Files.FileFailures.Translate(new IOException("Read-only file system : '/lake/x'", 30), Stage.Write, "write", "/lake/x");

        Assert.Equal("cannot write /lake/x: permission denied", denied.Message);
        Assert.Equal("cannot write /lake/x: the file system is read-only", readOnly.Message);
        Assert.All((PlatformException[])[denied, readOnly], e => Assert.Equal(("lake-permission", ExitCode.Permission), (e.Kind, e.ExitCode)));
    }

    [Theory]
    [InlineData("s3:///prefix", "lake s3:///prefix is no lake: expected s3://bucket/prefix")]
    [InlineData("s3://bucket/prefix?x=1", "lake s3://bucket/prefix is no lake: expected s3://bucket/prefix")]
    [InlineData("ftp://host/x", "lake ftp://host/x is no lake: expected a URI of scheme file or s3")]
    public void Open_OtherScheme_SaysWhatIsSupported(string uri, string message)
    {
        var error = Assert.Throws<PlatformException>(() => ObjectStores.Open(new Uri(uri), TimeProvider.System));

        Assert.Equal(message, error.Message);
        Assert.Equal(ExitCode.Configuration, error.ExitCode);
    }
}
