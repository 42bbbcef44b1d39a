using Platform.ExactlyOnce.Tests.Running;

namespace Platform.ExactlyOnce.Tests.Replicas;

/// <summary>A primary with one table in one database, a standby that streams from it and gives way to recovery at once.</summary>
public sealed class Replica : IAsyncLifetime
{
    private PostgresServer? _primary;
    private PostgresServer? _standby;

    /// <summary>Where the table is written.</summary>
    public TestDatabase Primary { get; private set; } = null!;

    /// <summary>The same database, to read.</summary>
    public TestDatabase Standby { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _primary = await PostgresServer.StartOwnAsync();
        Primary = await _primary.NewDatabaseAsync();
        // So large that its last rows are not in some buffer already when its first ones are read.
        await Load.CreateAsync(Primary, "t", 600);
        _standby = await _primary.StartStandbyAsync(new Dictionary<string, string>
        {
            ["max_standby_streaming_delay"] = "0",
            ["log_recovery_conflict_waits"] = "on",
            ["deadlock_timeout"] = "100ms",
        });
        // One that has replayed no commit since it started cannot tell how far it is behind.
        await Primary.ExecuteAsync("create table first ()");
        Standby = await _standby.ReplayedAsync(Primary);
    }

    /// <summary>Makes the primary remove rows that sessions on the standby may still see, and waits until recovery meets them there.</summary>
    /// <remarks>
    /// Recovery ends one session after the other, and one that waits to write to its client ends only when it has written: either a session
    /// has been ended, or recovery has told in its log that it waits. With no delay allowed it shows no wait event meanwhile.
    /// </remarks>
    public async Task ConflictAsync()
    {
        // Three transactions: rows that the one which made them deletes are in nobody's way.
        await Primary.ExecuteAsync("create table gone as select i from generate_series(1, 1000) i");
        await Primary.ExecuteAsync("delete from gone");
        // Asked from another database: a session of the same one would be in recovery's way itself.
        var beside = new TestDatabase("postgres", Standby.Cluster, "");
        var met = $"""
            select confl_snapshot > 0 or pg_read_file('{Standby.Cluster.LogFile}') like '%recovery still waiting%recovery conflict on snapshot%'
            from pg_stat_database_conflicts where datname = '{Standby.Name}'
            """;
        await Waiting.UntilAsync(
            async () =>
            {
                // One vacuum removes nothing while an older snapshot is open on the primary, such as that of an automatic ANALYZE.
                await Primary.ExecuteAsync("vacuum gone");
                return await beside.ScalarAsync<bool>(met);
            },
            "recovery meets a session that reads");
    }

    /// <summary>The primary is lost, and the standby becomes the server at its address.</summary>
    public async Task FailOverAsync()
    {
        await _primary!.Cluster.KillAsync();
        await _standby!.TakeOverAsync(_primary);
    }

    public async ValueTask DisposeAsync()
    {
        if (_standby is not null) await _standby.DisposeAsync();
        if (_primary is not null) await _primary.DisposeAsync();
    }
}
