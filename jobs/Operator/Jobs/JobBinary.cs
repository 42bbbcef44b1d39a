using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Jobs;

/// <summary>Finds a job binary: what its environment variable names, else the newer of the published and the built one.</summary>
internal static class JobBinary
{
    /// <param name="checkout">Where binaries are.</param>
    /// <param name="project">Folder of the job, such as <c>Snapshot</c>; its binary has the same name in lower case.</param>
    /// <param name="variable">The environment variable.</param>
    /// <exception cref="PlatformException">Configuration, <c>binary-missing</c>.</exception>
    public static string Find(Checkout checkout, string project, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen)
        {
            return File.Exists(chosen) ? Path.GetFullPath(chosen) : throw Missing($"{variable} is {chosen}, which is no file", $"Unset {variable}, or point it at a {Name(project)} binary.");
        }

        var published = Path.Combine(checkout.Root, ".platform", "bin", Name(project));
        var built = Path.Combine(checkout.Root, ".artifacts", "bin", project, "release", Name(project));
        // The program's own code is in the dll beside the built one: the executable is the same for ever.
        var (publishedAt, builtAt) = (File.GetLastWriteTimeUtc(published), File.GetLastWriteTimeUtc(built + ".dll"));
        if (!File.Exists(published) && !File.Exists(built))
            throw Missing($"the {Name(project)} binary is not built", "./platform builds it before every command; run this command through ./platform.");
        return File.Exists(published) && publishedAt >= builtAt ? published : built;
    }

    private static string Name(string project) => project.ToLowerInvariant();

    private static PlatformException Missing(string message, string hint) =>
        new(Stage.Configure, ExitCode.Configuration, message, hint) { Kind = "binary-missing" };
}
