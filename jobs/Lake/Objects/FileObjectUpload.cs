using Platform.Lake.Files;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Lake.Objects;

/// <summary>An object of a <see cref="FileObjectStore"/> while it is a temporary file beside its place.</summary>
internal sealed class FileObjectUpload : ObjectUpload
{
    /// <summary>Gathers small writes; larger ones go straight to the kernel.</summary>
    private const int BufferBytes = 64 * 1024;

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _file;
    private Crc64Nvme _checksum;
    private long _written;
    private bool _ended;

    internal FileObjectUpload(string key, string path, string temporary, FileStream file)
    {
        Key = key;
        _path = path;
        _temporary = temporary;
        _file = file;
    }

    public override string Key { get; }

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException("an upload is written in order");
    }

    public static FileObjectUpload Begin(string key, string path, TimeProvider time)
    {
        var directory = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(directory, ObjectKey.TemporaryPrefix + Ulid.New(time));
        // A prune of the neighbour may remove a directory that became empty between its creation and the file's: once more is enough.
        for (var again = true; ; again = false)
        {
            try
            {
                DurableDirectory.Create(directory);
                var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, BufferBytes);
                return new FileObjectUpload(key, path, temporary, file);
            }
            catch (DirectoryNotFoundException) when (again)
            {
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw FileFailures.Translate(e, Stage.Write, "write", path);
            }
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        try
        {
            _file.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Translate(e, Stage.Write, "write", _path);
        }
        _checksum.Append(buffer);
        _written += buffer.Length;
    }

    public override Task<StoredObject> CompleteAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            _file.Flush(flushToDisk: true);
            _ended = true;
            _file.Dispose();
            if (!Posix.TryLink(_temporary, _path)) throw FileFailures.Exists(_path);
            File.Delete(_temporary);
            Posix.SyncDirectory(Path.GetDirectoryName(_path)!);
            return Task.FromResult(new StoredObject(Key, _written, new DateTimeOffset(File.GetLastWriteTimeUtc(_path)), _checksum.ToChecksum()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformException)
        {
            Remove();
            throw FileFailures.Translate(e, Stage.Write, "write", _path);
        }
    }

    public override ValueTask AbortAsync()
    {
        if (!_ended) Remove();
        return ValueTask.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended) Remove();
        base.Dispose(disposing);
    }

    private void Remove()
    {
        _ended = true;
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // Its buffer did not fit on the disk; it is being thrown away.
        }
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left to AbortUploadsAsync.
        }
    }
}
