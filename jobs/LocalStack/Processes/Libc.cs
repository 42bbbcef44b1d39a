using System.Runtime.InteropServices;

namespace Platform.LocalStack.Processes;

/// <summary>The three system calls that .NET has no managed form of.</summary>
internal static partial class Libc
{
    public const int SigKill = 9;

    /// <summary>0 on success; signal 0 only asks whether the process exists.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);
}
