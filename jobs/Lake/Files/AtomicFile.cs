using Platform.Lake.Objects;

namespace Platform.Lake.Files;

/// <summary>
/// Replaces a small file whole: a reader sees the old content or the new, also after a crash of the machine. For one writer at a time: what a killed one left
/// under the temporary name, the next writes over.
/// </summary>
internal static class AtomicFile
{
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var directory = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(directory, ObjectKey.TemporaryPrefix + Path.GetFileName(path));
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        Posix.SyncDirectory(directory);
    }
}
