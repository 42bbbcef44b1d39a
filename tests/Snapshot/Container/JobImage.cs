using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Services;

namespace Platform.Snapshot.Tests.Container;

/// <summary>
/// The image of jobs/Snapshot/Containerfile, built by buildah, and one container of it. It stands on the Containerfile's own base where that can be pulled, and on
/// the files of this machine's Debian packages where it cannot. Everything is removed with it.
/// </summary>
public sealed partial class JobImage : IAsyncLifetime
{
    private const string Tag = "localhost/platform-jobs";

    /// <summary>What the default base holds, by the names of Debian's packages.</summary>
    private static readonly string[] BasePackages = ["base-files", "libc6", "libgcc-s1", "libstdc++6", "libssl3*", "ca-certificates", "netbase", "tzdata", "/etc/ssl/certs/ca-certificates.crt"];

    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly string _storage = Directory.CreateTempSubdirectory("platform-image-").FullName;
    private string _driver = "overlay";

    /// <summary>What it was built on.</summary>
    public string Base { get; private set; } = "";

    /// <summary>The container's id.</summary>
    public string Container { get; private set; } = "";

    /// <summary>Where the container's root file system is mounted.</summary>
    public string Root { get; private set; } = "";

    /// <summary><c>UID:GID</c> of the image's configuration.</summary>
    public string User { get; private set; } = "";

    /// <summary>Variables of the image's configuration, <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Variables { get; private set; } = [];

    /// <summary>Files of the image, uncompressed.</summary>
    public long Bytes { get; private set; }

    /// <summary>Shortest time from starting a process in the container to its end, of those measured.</summary>
    public TimeSpan Fastest { get; set; } = TimeSpan.MaxValue;

    private static string Containerfile => Path.Combine(RepositoryRoot.Path, "jobs", "Snapshot", "Containerfile");

    public async ValueTask InitializeAsync()
    {
        foreach (var binary in (string[])["snapshot", "restore", "watch"])
        {
            if (!File.Exists(Path.Combine(RepositoryRoot.PlatformDirectory, "bin", binary)))
                throw new InvalidOperationException($"{binary} is not published: run ./platform test, or dotnet publish as {Containerfile} says");
        }

        if (!await WorksAsync("info")) _driver = "vfs";
        var (image, debian) = (Argument("BASE"), Argument("DEBIAN"));
        if (!await WorksAsync("pull", "-q", image) || !await WorksAsync("pull", "-q", debian))
        {
            image = await LocalAsync("platform-base", BasePackages);
            debian = await LocalAsync("platform-libraries", "libzstd1");
        }

        Base = image;
        await BuildahAsync("build", "-q", "--isolation", "chroot", "--build-arg", $"BASE={image}", "--build-arg", $"DEBIAN={debian}", "-t", Tag, "-f", Containerfile, RepositoryRoot.Path);
        Container = await BuildahAsync("from", "-q", Tag);
        Root = await BuildahAsync("mount", Container);
        User = await BuildahAsync("inspect", "--type", "image", "--format", "{{.OCIv1.Config.User}}", Tag);
        Variables = (await BuildahAsync("inspect", "--type", "image", "--format", "{{range .OCIv1.Config.Env}}{{.}}\n{{end}}", Tag)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Bytes = long.Parse((await RunAsync("du", Limit, "-sb", Root)).Split('\t')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>A command in the container as <c>buildah run</c> runs it.</summary>
    public RunningJob Run(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment) =>
        new([.. Global, "run", "--isolation", "chroot", .. environment.SelectMany(v => (string[])["--env", $"{v.Key}={v.Value}"]), Container, "--", .. command], environment, "buildah");

    /// <summary>A command in the container as AWS Batch runs it: process 1, without privilege, on a root file system that is read-only.</summary>
    public RunningJob RunSealed(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var all = new Dictionary<string, string>(environment);
        foreach (var variable in Variables.Select(v => v.Split('=', 2)).Where(v => v[0] != "PATH")) all.TryAdd(variable[0], variable[1]);
        var path = Variables.Single(v => v.StartsWith("PATH=", StringComparison.Ordinal))["PATH=".Length..];
        return new RunningJob([Root, User, $"{path}/{command[0]}", .. command.Skip(1)], all, Path.Combine(RepositoryRoot.Path, "tests", "Snapshot", "Container", "sealed.sh"));
    }

    public async ValueTask DisposeAsync()
    {
        if (Container.Length > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"totals: image of {Bytes / (1024.0 * 1024):F1} MiB on {Base}, a job says what is wrong with its command line after {Fastest.TotalMilliseconds:F0} ms"));
            await BuildahAsync("rm", "--all");
        }

        // What an overlay leaves mounted goes with its storage.
        await WorksAsync("rmi", "--all", "--force");
        await RunAsync("sh", Limit, "-c", "grep -F \"$1\" /proc/mounts | cut -d' ' -f2 | sort -r | xargs -r umount; rm -rf \"$1\"", "sh", _storage);
    }

    private string[] Global => ["--root", Path.Combine(_storage, "root"), "--runroot", Path.Combine(_storage, "run"), "--storage-driver", _driver];

    private Task<string> BuildahAsync(params string[] arguments) => RunAsync("buildah", Limit, [.. Global, .. arguments]);

    private async Task<bool> WorksAsync(params string[] arguments)
    {
        try
        {
            await RunAsync("buildah", PullLimit, [.. Global, .. arguments]);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>An image of installed Debian packages and nothing else.</summary>
    private async Task<string> LocalAsync(string name, params string[] packages)
    {
        var root = Path.Combine(_storage, name);
        await RunAsync(Path.Combine(RepositoryRoot.Path, "tests", "Snapshot", "Container", "debian-root.sh"), Limit, [root, .. packages]);
        var container = await BuildahAsync("from", "scratch");
        await BuildahAsync("copy", "-q", container, root, "/");
        await BuildahAsync("commit", "-q", "--rm", container, $"localhost/{name}");
        return $"localhost/{name}";
    }

    private static string Argument(string name) =>
        ArgumentLine().Matches(File.ReadAllText(Containerfile)).Single(m => m.Groups["name"].Value == name).Groups["value"].Value;

    private static async Task<string> RunAsync(string program, TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var stop = new CancellationTokenSource(limit);
        var output = process.StandardOutput.ReadToEndAsync(stop.Token);
        var errors = process.StandardError.ReadToEndAsync(stop.Token);
        try
        {
            await process.WaitForExitAsync(stop.Token);
            return process.ExitCode == 0 ? (await output).Trim() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} did not end within {limit}");
        }
    }

    [GeneratedRegex(@"^ARG (?<name>\w+)=(?<value>\S+)$", RegexOptions.Multiline)]
    private static partial Regex ArgumentLine();
}
