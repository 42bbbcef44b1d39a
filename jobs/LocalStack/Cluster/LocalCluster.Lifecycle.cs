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
        if (PostmasterFile.ReadLive(_directory.Data) is null) return;
        var (exitCode, said) = await ServerProgram.RunAsync(
            _binaries.PgCtl, ["stop", "-w", "-D", _directory.Data, "-m", mode == StopMode.Fast ? "fast" : "immediate"], _user, cancellationToken);
        // It may have ended between the look and the stop.
        if (exitCode != 0 && PostmasterFile.ReadLive(_directory.Data) is not null) throw Failed("could not be stopped", said);
    }

    /// <summary>Kills the server and all its processes at once (SIGKILL), as a lost machine would.</summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        if (PostmasterFile.ReadLive(_directory.Data) is not { } running) return;
        var processes = ProcessTree.Of(running.Pid);
        foreach (var pid in processes) _ = Libc.Kill(pid, Libc.SigKill);
        using var timer = new PeriodicTimer(ExitInterval);
        while (processes.Any(ProcessTree.IsAlive)) await timer.WaitForNextTickAsync(cancellationToken);
    }

    /// <summary>Starts the server again on the same port, after <see cref="StopAsync"/> or <see cref="KillAsync"/>; stops it first if it runs.</summary>
    public async Task RestartAsync(StopMode mode = StopMode.Fast, CancellationToken cancellationToken = default)
    {
        await StopAsync(mode, cancellationToken);
        using var held = await ClusterLock.TakeAsync(_directory.Root, cancellationToken);
        await StartServerAsync(cancellationToken, Port);
    }

    private async Task StartServerAsync(CancellationToken cancellationToken, int? samePort = null)
    {
        _directory.Create(_user);
        _user?.Own(_directory.Root);
        if (!_directory.HasCluster) await InitializeAsync(cancellationToken);
        // A stale file whose process id now belongs to somebody else would keep the server from starting.
        if (PostmasterFile.ReadLive(_directory.Data) is null) File.Delete(PostmasterFile.PathIn(_directory.Data));

        var said = "";
        for (var attempt = 0; attempt < PortTries; attempt++)
        {
            Configure(samePort ?? _options.Port ?? FreePort.Next());
            (var exitCode, said) = await ServerProgram.RunAsync(
                _binaries.PgCtl, ["start", "-w", "-s", "-t", "60", "-D", _directory.Data, "-l", _directory.Log], _user, cancellationToken);
            if (exitCode == 0 && PostmasterFile.ReadLive(_directory.Data) is { } running)
            {
                Attach(running);
                return;
            }

            if (!_directory.LogTail().Contains("Address already in use", StringComparison.Ordinal)) break;
        }

        throw Failed("did not start", $"{said}\n{_directory.LogTail()}");
    }

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-D", _directory.Data, "-U", _options.Superuser, "--pwfile", _directory.PasswordFile, "-A", "scram-sha-256",
            "-E", "UTF8", "--locale=C", .. _options.Durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var (exitCode, said) = await ServerProgram.RunAsync(_binaries.Initdb, arguments, _user, cancellationToken);
        if (exitCode != 0) throw Failed("could not be made by initdb", said);
        await File.AppendAllTextAsync(Path.Combine(_directory.Data, "postgresql.conf"), ClusterSettings.Include, cancellationToken);
    }

    private void Configure(int port)
    {
        ClusterDirectory.Write(_directory.OurSettings, ClusterSettings.Render(_options, _directory, port));
        ClusterDirectory.Write(Path.Combine(_directory.Data, "pg_hba.conf"), string.Join('\n', _options.HbaLines) + "\n");
        foreach (var (name, bytes) in _options.Files) ClusterDirectory.Write(Path.Combine(_directory.Data, name), bytes);
        _user?.Own(_directory.Root);
    }

    private PlatformException Failed(string what, string said) => new(
        Stage.Configure, ExitCode.Configuration, $"the PostgreSQL server in {_directory.Root} {what}: {said.Trim()}", $"Its log is {_directory.Log}.")
    {
        Kind = "postgres-not-started",
    };
}
