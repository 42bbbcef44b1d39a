using Platform.Lake.Manifest;
using Platform.Lake.Objects;
using Platform.Registry.Failures;
using Platform.Registry.Files;

namespace Platform.Restore.Reading;

/// <summary>
/// The bytes of one part, held against the manifest before anything is decoded: length and checksum of the whole file. A part that cannot be
/// read at any position (on S3) is first copied into a temporary file without a name.
/// </summary>
internal static class PartContent
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Footers and page headers are asked for by few bytes at a time.</summary>
    private const int BufferBytes = 1 << 16;

    private const string TemporaryHint = "point TMPDIR at a directory that can be written, with room for a part of the snapshot for each session that loads";

    /// <returns>Seekable, at its start; disposed by the caller.</returns>
    /// <exception cref="PlatformException">Data, <c>part-missing</c> or <c>part-damaged</c>.</exception>
    public static async Task<Stream> OpenAsync(IObjectStore store, SnapshotManifest manifest, ManifestFile file, CancellationToken cancellation)
    {
        if (file.ChecksumAlgorithm != Checksum.Crc64Nvme)
            throw SnapshotFailures.Of("manifest-unknown", manifest, $"the checksum of {file.Name} is {file.ChecksumAlgorithm}, which this release does not know", "use the release of platform that wrote it, or a later one");
        var stored = await OpenStoredAsync(store, manifest, file.Name, cancellation).ConfigureAwait(false);
        var content = stored;
        try
        {
            if (!stored.CanSeek) content = Temporary();
            var (bytes, checksum) = await ReadAsync(stored, stored == content ? null : content, cancellation).ConfigureAwait(false);
            if (bytes != file.Bytes) throw SnapshotFailures.Damaged(manifest, file, $"it has {bytes} bytes, {file.Bytes} were written");
            if (checksum.Value != file.Checksum) throw SnapshotFailures.Damaged(manifest, file, $"its checksum is {checksum.Value}, {file.Checksum} was written");
            content.Position = 0;
            if (stored == content) return content;
            await stored.DisposeAsync().ConfigureAwait(false);
            return new BufferedStream(content, BufferBytes);
        }
        catch
        {
            await stored.DisposeAsync().ConfigureAwait(false);
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Length and checksum of a whole file.</summary>
    public static async Task<(long Bytes, Checksum Checksum)> MeasureAsync(IObjectStore store, SnapshotManifest manifest, string name, CancellationToken cancellation)
    {
        await using var stored = await OpenStoredAsync(store, manifest, name, cancellation).ConfigureAwait(false);
        return await ReadAsync(stored, null, cancellation).ConfigureAwait(false);
    }

    private static async Task<Stream> OpenStoredAsync(IObjectStore store, SnapshotManifest manifest, string name, CancellationToken cancellation)
    {
        try
        {
            return await store.OpenReadAsync(name, null, cancellation).ConfigureAwait(false);
        }
        catch (PlatformException e) when (e.Kind == FailureKinds.ObjectMissing)
        {
            throw SnapshotFailures.Missing(manifest, name, e);
        }
    }

    private static async Task<(long Bytes, Checksum Checksum)> ReadAsync(Stream from, Stream? copy, CancellationToken cancellation)
    {
        var block = new byte[BlockBytes];
        var checksum = default(Crc64Nvme);
        long bytes = 0;
        while (await from.ReadAsync(block, cancellation).ConfigureAwait(false) is var read and > 0)
        {
            checksum.Append(block.AsSpan(0, read));
            bytes += read;
            if (copy is not null) await KeepAsync(copy, block.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        return (bytes, checksum.ToChecksum());
    }

    private static FileStream Temporary()
    {
        var directory = Path.GetTempPath();
        try
        {
            return NamelessFile.Create(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(Stage.Restore, ExitCode.Permission, $"no temporary file can be made in {directory}", TemporaryHint, e) { Kind = "temporary-directory" };
        }
    }

    private static async Task KeepAsync(Stream copy, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await copy.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new PlatformException(Stage.Restore, ExitCode.TryAgain, $"a part of the snapshot cannot be kept in {Path.GetTempPath()} while it is read: the disk is full, or cannot be written", TemporaryHint, e)
            { Kind = "temporary-directory" };
        }
    }
}
