using System.Diagnostics;
using Platform.LocalStack.Binaries;

namespace Platform.Services;

/// <summary>
/// A locale of the system's sources made for one test, and PostgreSQL's programs that find it: money has as many fraction digits as <c>lc_monetary</c>'s currency. Debian's servers
/// depend on the sources (package locales).
/// </summary>
public sealed class MonetaryLocale : IDisposable
{
    private readonly string _directory;

    private MonetaryLocale(string directory, string name, PostgresBinaries binaries) => (_directory, Name, Binaries) = (directory, name, binaries);

    /// <summary>For <c>lc_monetary</c>.</summary>
    public string Name { get; }

    /// <summary>Start servers that find the locale.</summary>
    public PostgresBinaries Binaries { get; }

    /// <param name="source">Such as ja_JP.</param>
    public static async Task<MonetaryLocale> MakeAsync(string source)
    {
        var directory = Directory.CreateTempSubdirectory("platform-locale-").FullName;
        var name = $"{source}.UTF-8";
        using (var made = Process.Start("localedef", ["-i", source, "-f", "UTF-8", Path.Combine(directory, name)]))
        {
            await made.WaitForExitAsync();
            if (made.ExitCode != 0) throw new InvalidOperationException($"localedef could not make {name} (Debian: apt-get install locales).");
        }

        var found = PostgresBinaries.Find(RepositoryRoot.PlatformDirectory);
        foreach (var program in (string[])[found.Initdb, found.Postgres]) File.CreateSymbolicLink(Path.Combine(directory, Path.GetFileName(program)), program);
        var start = Path.Combine(directory, Path.GetFileName(found.PgCtl));
        await File.WriteAllTextAsync(start, $"#!/bin/sh\nLOCPATH='{directory}' exec '{found.PgCtl}' \"$@\"\n");
        // The server runs as another user where this process is root.
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        foreach (var path in (string[])[directory, start])
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, readable);
        }

        return new MonetaryLocale(directory, name, new PostgresBinaries(directory));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
