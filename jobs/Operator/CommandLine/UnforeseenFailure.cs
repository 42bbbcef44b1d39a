using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.CommandLine;

/// <summary>What nobody expected at its place, as an error with an exit code. A person never sees a stack trace.</summary>
internal static class UnforeseenFailure
{
    public static PlatformException Of(Exception failure) => failure switch
    {
        // The two name a path and what the system said; paths are no secrets.
        UnauthorizedAccessException => new PlatformException(Stage.Configure, ExitCode.Permission, failure.Message, Elsewhere, failure) { Kind = "file-permission" },
        IOException => new PlatformException(Stage.Configure, ExitCode.TryAgain, failure.Message, Elsewhere, failure) { Kind = "file-system" },
        _ => Defect.Of(Stage.Configure, failure),
    };

    private const string Elsewhere =
        $"The local stack is under .platform/ of the checkout: run as the user whose it is, or set {Checkout.HomeVariable} to a directory of your own.";
}
