using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.CommandLine;

/// <summary>What nobody expected at its place, as an error with an exit code. A person never sees a stack trace.</summary>
internal static class UnforeseenFailure
{
    /// <summary>Error numbers of Linux, which .NET hands on: no space, no more of the user's share, a file system that is only read.</summary>
    private const int NoSpace = 28, QuotaExceeded = 122, ReadOnly = 30;

    private const string Elsewhere =
        $"The local stack is under .platform/ of the checkout: run as the user whose it is, or set {Checkout.HomeVariable} to a directory of your own.";

    /// <summary>Failures of files name a path and what the system said; paths are no secrets.</summary>
    public static PlatformException Of(Exception failure) => failure switch
    {
        UnauthorizedAccessException or IOException { HResult: ReadOnly } => OfFile(failure, ExitCode.Permission, "file-permission", Elsewhere),
        IOException { HResult: NoSpace or QuotaExceeded } => OfFile(failure, ExitCode.TryAgain, "disk-full", $"Free space there, or set {Checkout.HomeVariable} to a directory with room, and run it again."),
        FileNotFoundException or DirectoryNotFoundException => OfFile(failure, ExitCode.Configuration, "file-missing", Elsewhere),
        IOException => OfFile(failure, ExitCode.TryAgain, "file-system", Elsewhere),
        _ => Defect.Of(Stage.Configure, failure),
    };

    private static PlatformException OfFile(Exception failure, ExitCode code, string kind, string hint) => new(Stage.Configure, code, failure.Message, hint, failure) { Kind = kind };
}
