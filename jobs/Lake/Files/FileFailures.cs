using Platform.Registry.Failures;

namespace Platform.Lake.Files;

/// <summary>What an operating system's error means for a run: one place decides between try again, permission and configuration.</summary>
internal static class FileFailures
{
    public static PlatformException Translate(Exception error, Stage stage, string doing, string path) => error switch
    {
        PlatformException own => own,
        UnauthorizedAccessException => Permission(error, stage, doing, path),
        IOException io when io.HResult == Posix.AccessDenied || io.HResult == Posix.ReadOnlyFileSystem => Permission(error, stage, doing, path),
        IOException io when io.HResult == Posix.NoSpace || io.HResult == Posix.QuotaExceeded => new PlatformException(stage, ExitCode.TryAgain,
            $"cannot {doing} {path}: the disk is full", "free space on the lake's disk, or move the lake (--lake), and run again; nothing was published", error)
        { Kind = "disk-full" },
        FileNotFoundException or DirectoryNotFoundException => Missing(stage, path, error),
        _ => new PlatformException(stage, ExitCode.TryAgain, $"cannot {doing} {path}: {Reason(error)}", "check the lake's file system and run again", error) { Kind = "lake-io" },
    };

    public static PlatformException Missing(Stage stage, string path, Exception? error = null) =>
        new(stage, ExitCode.Unavailable, $"{path} does not exist", "run the snapshot again with --force if the ledger says that it is published", error) { Kind = FailureKinds.ObjectMissing };

    public static PlatformException Exists(string path) =>
        new(Stage.Write, ExitCode.Data, $"{path} exists already and is not overwritten",
            "objects are immutable; a new attempt has a prefix of its own, so two processes share an attempt id")
        { Kind = FailureKinds.ObjectExists };

    private static PlatformException Permission(Exception error, Stage stage, string doing, string path) =>
        new(stage, ExitCode.Permission, $"cannot {doing} {path}: {Reason(error)}",
            $"give user {Environment.UserName} write permission on the lake, or choose another with --lake", error)
        { Kind = FailureKinds.LakePermission };

    /// <summary>The system's own words without the path, which the sentence has already.</summary>
    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "permission denied",
        IOException { HResult: Posix.ReadOnlyFileSystem } => "the file system is read-only",
        IOException { HResult: Posix.AccessDenied } => "permission denied",
        IOException { HResult: Posix.InputOutput } => "input/output error",
        _ => error.Message,
    };
}
