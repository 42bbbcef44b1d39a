using Platform.Registry.Failures;

namespace Platform.Operator.Desk;

/// <summary>The checkout that this program was built in: where stacks and the local stack's files are, whatever the working directory.</summary>
internal sealed record Checkout(string Root)
{
    public string Stacks => Path.Combine(Root, "stacks");

    public string Registry => Path.Combine(Stacks, "registry");

    /// <summary>The environment variable that puts <see cref="LocalFiles"/> elsewhere: a checkout that may not be written, or a second local stack.</summary>
    public const string HomeVariable = "PLATFORM_HOME";

    /// <summary>Everything of the local stack; not committed, may be deleted at any time to start afresh (after <c>local stop</c>).</summary>
    public string LocalFiles { get; } =
        Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } home ? Path.GetFullPath(home) : Path.Combine(Root, ".platform");

    public static Checkout Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Platform.sln"))) return new Checkout(directory.FullName);
        }

        throw new PlatformException(
            Stage.Configure, ExitCode.Configuration, $"this binary lies in {AppContext.BaseDirectory}, outside a checkout (no Platform.sln above it)",
            "Run ./platform from the checkout.")
        { Kind = "no-checkout" };
    }
}
