using System.Runtime.CompilerServices;
using Platform.Lake.Files;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects;

/// <summary>
/// A lake in a directory (<c>file:///dir</c>). An object is a file: written under a temporary name beside its place, synced, given its name
/// by a link that fails where the name is taken, and its directory synced. Works between processes on one machine.
/// </summary>
public sealed class FileObjectStore : IObjectStore
{
    /// <summary>Bytes fetched ahead: readers of footers and page headers ask for few at a time.</summary>
    private const int ReadBufferBytes = 64 * 1024;

    private readonly string _root;
    private readonly TimeProvider _time;

    /// <param name="lake">An absolute <c>file://</c> URI; the directory is created when something is first written.</param>
    /// <param name="time">Names temporary files by time.</param>
    public FileObjectStore(Uri lake, TimeProvider time)
    {
        if (!lake.IsAbsoluteUri || !lake.IsFile) throw new ArgumentException($"\"{lake}\" is not a file:// URI", nameof(lake));
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(lake.LocalPath));
        _time = time;
        Lake = FileUri.Of(_root);
    }

    public Uri Lake { get; }

    public Uri Locate(string keyOrPrefix)
    {
        if (keyOrPrefix.EndsWith('/')) ObjectKey.CheckPrefix(keyOrPrefix);
        else ObjectKey.Check(keyOrPrefix);
        return FileUri.Of(_root + "/" + keyOrPrefix);
    }

    public Task<ObjectUpload> CreateAsync(string key, UploadOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<ObjectUpload>(Create(key));
    }

    public async Task<StoredObject> PutAsync(string key, ReadOnlyMemory<byte> content, UploadOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var upload = Create(key);
        upload.Write(content.Span);
        return await upload.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    public Task<Stream> OpenReadAsync(string key, ByteRange? range, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(key);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, ReadBufferBytes, FileOptions.SequentialScan);
            return Task.FromResult<Stream>(range is { } part ? new RangeStream(file, part) : file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Directory.Exists(path) ? FileFailures.Missing(Stage.Read, path, e) : FileFailures.Translate(e, Stage.Read, "read", path);
        }
    }

    public Task<StoredObject?> StatAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var file = new FileInfo(PathOf(key));
        return Task.FromResult(file.Exists ? Describe(key, file) : null);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectKey.CheckPrefix(prefix);
        foreach (var (key, file) in Walk(prefix))
        {
            cancellation.ThrowIfCancellationRequested();
            // A file deleted since the directory was read is no object any more.
            if (!IsTemporary(file.Name) && file.Exists) yield return Describe(key, file);
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    public async IAsyncEnumerable<StoredObject> DeleteForeverAsync(string prefix, string? last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = new List<StoredObject>();
        await foreach (var stored in ListAsync(prefix, cancellation).ConfigureAwait(false)) found.Add(stored);
        foreach (var stored in found.OrderBy(o => o.Key == last))
        {
            cancellation.ThrowIfCancellationRequested();
            Delete(PathOf(stored.Key));
            yield return stored;
        }
    }

    public Task<int> AbortUploadsAsync(string prefix, CancellationToken cancellation)
    {
        ObjectKey.CheckPrefix(prefix);
        var removed = 0;
        foreach (var (_, file) in Walk(prefix))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsTemporary(file.Name)) continue;
            try
            {
                file.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw FileFailures.Translate(e, Stage.Write, "delete", file.FullName);
            }
            RemoveEmptyDirectories(file.DirectoryName!);
            removed++;
        }
        return Task.FromResult(removed);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private FileObjectUpload Create(string key)
    {
        var path = PathOf(key);
        if (File.Exists(path)) throw FileFailures.Exists(path);
        return FileObjectUpload.Begin(key, path, _time);
    }

    private string PathOf(string key)
    {
        ObjectKey.Check(key);
        return _root + "/" + key;
    }

    /// <summary>
    /// Files under a prefix in the order of their keys. A directory sorts as its name and a slash, which is where its files' keys sort. A linked directory leads out of the prefix, and
    /// what is there is nobody's to list or delete; the way to the prefix itself may well lead over links.
    /// </summary>
    private IEnumerable<(string Key, FileInfo File)> Walk(string prefix)
    {
        var directory = new DirectoryInfo(_root + "/" + prefix);
        var entries = new List<(string Key, FileSystemInfo Entry)>();
        try
        {
            foreach (var entry in directory.EnumerateFileSystemInfos())
                entries.Add((prefix + entry.Name + (entry is DirectoryInfo ? "/" : ""), entry));
        }
        catch (DirectoryNotFoundException)
        {
            yield break;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Translate(e, Stage.Read, "list", directory.FullName);
        }
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        foreach (var (key, entry) in entries)
        {
            if (entry is FileInfo file)
            {
                yield return (key, file);
                continue;
            }
            if (entry.LinkTarget is not null) continue;
            foreach (var below in Walk(key)) yield return below;
        }
    }

    /// <summary>A file that another removed meanwhile is no error.</summary>
    private void Delete(string path)
    {
        try
        {
            File.Delete(path);
            RemoveEmptyDirectories(Path.GetDirectoryName(path)!);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing is there, which is what was asked for.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Translate(e, Stage.Write, "delete", path);
        }
    }

    /// <summary>Directories are no objects: the last file of one takes it along, up to the lake itself.</summary>
    private void RemoveEmptyDirectories(string directory)
    {
        while (directory.Length > _root.Length)
        {
            try
            {
                Directory.Delete(directory);
            }
            catch (IOException)
            {
                // Not empty, or gone already.
                return;
            }
            directory = Path.GetDirectoryName(directory)!;
        }
    }

    private static bool IsTemporary(string name) => name.StartsWith(ObjectKey.TemporaryPrefix, StringComparison.Ordinal);

    private static StoredObject Describe(string key, FileInfo file) => new(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc), Checksum: null);
}
