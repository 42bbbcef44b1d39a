using System.Diagnostics;
using System.Globalization;

namespace Platform.LocalStack.Processes;

/// <summary>Runs one of PostgreSQL's programs to its end as the user it may run as, in an environment without <c>PG*</c> variables.</summary>
internal static class ServerProgram
{
    /// <returns>Its exit code, and what it said on stdout and stderr.</returns>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        string program, IEnumerable<string> arguments, ServerUser? user, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo
        {
            FileName = user is null ? program : "setpriv",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The caller's directory may be closed to the other user.
            WorkingDirectory = "/",
        };
        if (user is not null)
        {
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--reuid={user.UserId}"));
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--regid={user.GroupId}"));
            start.ArgumentList.Add("--clear-groups");
            start.ArgumentList.Add(program);
        }

        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, (await output + await errors).Trim());
    }
}
