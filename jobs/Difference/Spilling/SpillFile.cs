using Platform.Registry.Failures;
using Platform.Registry.Files;

namespace Platform.Difference.Spilling;

/// <summary>Blocks on disk.</summary>
internal sealed class SpillFile : IDisposable
{
    /// <summary>ENOSPC and EDQUOT of Linux, as .NET reports them.</summary>
    private const int NoSpace = 28, QuotaExceeded = 122;

    private readonly string _directory;
    private readonly FileStream _file;
    private readonly List<(long Offset, int Length)> _blocks = [];
    private long _end;

    /// <exception cref="PlatformException">The directory cannot be written (77).</exception>
    public SpillFile(string directory)
    {
        _directory = directory;
        try
        {
            _file = NamelessFile.Create(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(Stage.Compare, ExitCode.Permission, $"no temporary file can be made in {directory}", "point TMPDIR at a directory that can be written, with room for both snapshots uncompressed", e) { Kind = "temporary-directory" };
        }
    }

    public int Count => _blocks.Count;

    /// <exception cref="PlatformException">Try again, <c>disk-full</c>.</exception>
    public void Append(ReadOnlySpan<byte> block)
    {
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, block, _end);
        }
        catch (IOException e)
        {
            var full = e.HResult is NoSpace or QuotaExceeded;
            throw new PlatformException(Stage.Compare, ExitCode.TryAgain, $"rows cannot be kept in {_directory}: {(full ? "the disk is full" : "it cannot be written")}",
                "give more memory with --memory, or point TMPDIR at a disk with room for both snapshots uncompressed", e)
            { Kind = full ? "disk-full" : "temporary-directory" };
        }

        _blocks.Add((_end, block.Length));
        _end += block.Length;
    }

    public int LengthOf(int index) => _blocks[index].Length;

    /// <summary>Reads a block into the beginning of <paramref name="into"/>.</summary>
    /// <exception cref="PlatformException">Try again, <c>temporary-directory</c>: what was written is not what is read.</exception>
    public void Read(int index, Span<byte> into)
    {
        var (offset, length) = _blocks[index];
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file.SafeFileHandle, into[done..length], offset + done);
            if (read == 0) throw new PlatformException(Stage.Compare, ExitCode.TryAgain, $"rows that were kept in {_directory} are gone", "run it again") { Kind = "temporary-directory" };
            done += read;
        }
    }

    public void Dispose() => _file.Dispose();
}
