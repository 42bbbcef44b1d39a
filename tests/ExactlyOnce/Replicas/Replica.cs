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

    /// <summary>Waits until a condition holds on the standby; a minute.</summary>
    /// <param name="condition">An expression of SQL.</param>
    /// <param name="meanwhile">A command given to the primary before each look.</param>
    public async Task UntilAsync(string condition, string? meanwhile = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (meanwhile is not null) await Primary.ExecuteAsync(meanwhile);
            if (await Standby.ScalarAsync<bool>($"select coalesce({condition}, false)")) return;
            if (limit.IsCancellationRequested) throw new TimeoutException($"Within a minute this did not come to hold on the standby: {condition}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
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
        // One vacuum removes nothing while an older snapshot is open on the primary, such as that of an automatic ANALYZE.
        await UntilAsync(
            $"""
            (select confl_snapshot > 0 from pg_stat_database_conflicts where datname = current_database())
            or pg_read_file('{_standby!.Cluster.LogFile}') like '%recovery still waiting%recovery conflict on snapshot%'
            """,
            meanwhile: "vacuum gone");
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
