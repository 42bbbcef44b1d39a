using Platform.Lake.Objects;
using Platform.Registry.Layout;

namespace Platform.Lake.Files;

/// <summary>Replaces a small file whole: a reader sees the old content or the new, also after a crash of the machine.</summary>
internal static class AtomicFile
{
    public static void Replace(string path, ReadOnlySpan<byte> content, TimeProvider time)
    {
        var directory = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(directory, ObjectKey.TemporaryPrefix + Ulid.New(time));
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0))
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
