using System.Diagnostics;
using System.Globalization;
using Platform.LocalStack.Cluster;
using Platform.Registry.Faults;
using Platform.Services;

namespace Platform.Restore.Tests.Faults;

/// <summary>The target's server restarts, crashes, or has no room left in the middle of a restore.</summary>
public sealed class ServerTests(TakenGroup group) : IClassFixture<TakenGroup>, IAsyncLifetime
{
    private PostgresServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartOwnAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("truncate", FlowStep.RowsSent, StopMode.Fast)]
    [InlineData("truncate", FlowStep.GoingLive, StopMode.Immediate)]
    [InlineData("create", FlowStep.RowsSent, StopMode.Fast)]
    [InlineData("replace", FlowStep.RowsLoaded, StopMode.Immediate)]
    [InlineData("replace", FlowStep.GoingLive, StopMode.Immediate)]
    public async Task Restart_InTheMiddle_LeavesTheTargetAsItWasAndTheNextSucceeds(string mode, FlowStep step, StopMode how)
    {
        var @case = await group.PrepareAsync(mode, await _server.NewDatabaseAsync());
        using var job = @case.Start($"{step}=stop");
        await job.StoppedAsync();
        await _server.Cluster.RestartAsync(how);
        job.Signal("CONT");

        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 75, run.Errors);
        await @case.AssertUntouchedAsync();
        await @case.AssertNextSucceedsAsync(isThere: false);
    }

    [Theory]
    [InlineData("truncate", FlowStep.TablesLocked)]
    [InlineData("create", FlowStep.TablesMade)]
    public async Task DiskFull_WhileRowsCome_LeavesTheTargetAsItWasAndTheNextSucceeds(string mode, FlowStep step)
    {
        var directory = Directory.CreateTempSubdirectory("platform-small-");
        using var disk = SmallDisk.Mount(directory.FullName, mebibytes: 48, owner: await OwnerAsync(_server.Cluster.DataDirectory));
        var database = await _server.NewDatabaseAsync();
        await _server.Cluster.ExecuteAsync("postgres", $"create tablespace {database.Name} location '{directory.FullName}'");
        await _server.Cluster.ExecuteAsync("postgres", $"alter database {database.Name} set tablespace {database.Name}");
        var @case = await group.PrepareAsync(mode, database);
        using var job = @case.Start($"{step}=stop");
        await job.StoppedAsync();
        disk.Fill();
        job.Signal("CONT");

        var run = await job.EndAsync();

        Assert.Equal((75, "server-out-of-resources"), (run.ExitCode, run.Kind));
        disk.Free();
        await @case.AssertUntouchedAsync();
        await @case.AssertNextSucceedsAsync(isThere: false);
        // Its files are on the disk that goes.
        await _server.Cluster.ExecuteAsync("postgres", $"drop database {database.Name} with (force)");
        await _server.Cluster.ExecuteAsync("postgres", $"drop tablespace {database.Name}");
    }

    private static async Task<int> OwnerAsync(string directory)
    {
        using var process = Process.Start(new ProcessStartInfo("stat", ["-c", "%u", directory]) { RedirectStandardOutput = true })!;
        return int.Parse(await process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }
}
