using Platform.LocalStack.Processes;
using Platform.Registry.Failures;

namespace Platform.LocalStack.Cluster;

public sealed partial class LocalCluster
{
    /// <summary>A free port can be taken between finding and binding it; so many tries make that as good as impossible.</summary>
    private const int PortTries = 5;

    /// <summary>How often a process that was killed is looked for.</summary>
    private static readonly TimeSpan ExitInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Ends the server; does nothing where it does not run.</summary>
    public async Task StopAsync(StopMode mode = StopMode.Fast, CancellationToken cancellationToken = default)
    {
        if (PostmasterFile.ReadLive(directory.Data) is null) return;
        var (exitCode, said) = await ServerProgram.RunAsync(
            binaries.PgCtl, ["stop", "-w", "-D", directory.Data, "-m", mode == StopMode.Fast ? "fast" : "immediate"], user, cancellationToken);
        // It may have ended between the look and the stop.
        if (exitCode != 0 && PostmasterFile.ReadLive(directory.Data) is not null) throw Failed("could not be stopped", said);
    }

    /// <summary>Kills the server and all its processes at once (SIGKILL), as a lost machine would.</summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        if (PostmasterFile.ReadLive(directory.Data) is not { } running) return;
        var processes = ProcessTree.Of(running.Pid);
        foreach (var pid in processes) _ = Libc.Kill(pid, Libc.SigKill);
        using var timer = new PeriodicTimer(ExitInterval);
        while (processes.Any(ProcessTree.IsAlive)) await timer.WaitForNextTickAsync(cancellationToken);
    }

    /// <summary>Starts the server again on the same port, after <see cref="StopAsync"/> or <see cref="KillAsync"/>; stops it first if it runs.</summary>
    public async Task RestartAsync(StopMode mode = StopMode.Fast, CancellationToken cancellationToken = default)
    {
        await StopAsync(mode, cancellationToken);
        using var held = await ClusterLock.TakeAsync(directory.Root, cancellationToken);
        await StartServerAsync(cancellationToken, Port);
    }

    private async Task StartServerAsync(CancellationToken cancellationToken, int? samePort = null)
    {
        directory.Create(user);
        user?.Own(directory.Root);
        if (!directory.HasCluster) await InitializeAsync(cancellationToken);
        // A stale file whose process id now belongs to somebody else would keep the server from starting.
        if (PostmasterFile.ReadLive(directory.Data) is null) File.Delete(PostmasterFile.PathIn(directory.Data));

        var said = "";
        for (var attempt = 0; attempt < PortTries; attempt++)
        {
            Configure(samePort ?? options.Port ?? FreePort.Next());
            (var exitCode, said) = await ServerProgram.RunAsync(
                binaries.PgCtl, ["start", "-w", "-s", "-t", "60", "-D", directory.Data, "-l", directory.Log], user, cancellationToken);
            if (exitCode == 0 && PostmasterFile.ReadLive(directory.Data) is { } running)
            {
                Attach(running);
                return;
            }

            if (!directory.LogTail().Contains("Address already in use", StringComparison.Ordinal)) break;
        }

        throw Failed("did not start", $"{said}\n{directory.LogTail()}");
    }

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-D", directory.Data, "-U", options.Superuser, "--pwfile", directory.PasswordFile, "-A", "scram-sha-256",
            "-E", "UTF8", "--locale=C", .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var (exitCode, said) = await ServerProgram.RunAsync(binaries.Initdb, arguments, user, cancellationToken);
        if (exitCode != 0) throw Failed("could not be made by initdb", said);
        await File.AppendAllTextAsync(Path.Combine(directory.Data, "postgresql.conf"), ClusterSettings.Include, cancellationToken);
    }

    private void Configure(int port)
    {
        ClusterDirectory.Write(directory.OurSettings, ClusterSettings.Render(options, directory, port));
        ClusterDirectory.Write(Path.Combine(directory.Data, "pg_hba.conf"), string.Join('\n', options.HbaLines) + "\n");
        foreach (var (name, bytes) in options.Files) ClusterDirectory.Write(Path.Combine(directory.Data, name), bytes);
        user?.Own(directory.Root);
    }

    private PlatformException Failed(string what, string said) => new(
        Stage.Configure, ExitCode.Configuration, $"the PostgreSQL server in {directory.Root} {what}: {said.Trim()}", $"Its log is {directory.Log}.")
    {
        Kind = "postgres-not-started",
    };
}
