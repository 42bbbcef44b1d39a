using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Platform.Lake.Files;

/// <summary>The calls into libc that .NET has no name for. Results and error numbers are POSIX's; error numbers are Linux's and macOS's.</summary>
internal static partial class Posix
{
    public const int InputOutput = 5;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NoSpace = 28;
    public const int ReadOnlyFileSystem = 30;

    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int Interrupted = 4;

    /// <summary>O_RDONLY | O_CLOEXEC: a child process must not keep a lock that its parent gave up.</summary>
    private static readonly int ReadOnly = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>EAGAIN, which flock answers when another holds the lock.</summary>
    public static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>EDQUOT: the user's share of the disk is full.</summary>
    public static readonly int QuotaExceeded = OperatingSystem.IsMacOS() ? 69 : 122;

    /// <summary>Makes the names in a directory durable: without it a crash of the machine may forget a file whose content is already on disk.</summary>
    public static void SyncDirectory(string path)
    {
        using var directory = OpenForReading(path);
        if (Sync(directory) < 0) throw Error($"fsync {path}");
    }

    /// <summary>Opens a file or directory without the advisory lock that .NET takes on every file it opens.</summary>
    public static SafeFileHandle OpenForReading(string path)
    {
        var descriptor = Open(path, ReadOnly);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Error($"open {path}");
    }

    /// <summary>Takes the exclusive lock of an open file, or answers false where another holds it. The kernel releases it when the holder dies.</summary>
    public static bool TryLock(SafeHandle file)
    {
        while (Flock(file, LockExclusive | LockNonBlocking) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock) return false;
            if (error != Interrupted) throw Error("flock");
        }
        return true;
    }

    /// <summary>Gives a file a second name; fails with <see cref="Exists"/> where the name is taken, atomically.</summary>
    public static bool TryLink(string existing, string name)
    {
        if (Link(existing, name) == 0) return true;
        if (Marshal.GetLastPInvokeError() == Exists) return false;
        throw Error($"link {name}");
    }

    private static IOException Error(string call)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeHandle file);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);
}
