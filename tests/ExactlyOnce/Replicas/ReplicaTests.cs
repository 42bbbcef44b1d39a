using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Replicas;

/// <summary>Jobs that read a real standby: how far behind it may be, and what recovery and failovers do to them.</summary>
public sealed class ReplicaTests(Replica replica) : IClassFixture<Replica>
{
    [Fact]
    public async Task Run_ReplicaWithinTheBound_PublishesAtItsReplayedPosition()
    {
        using var site = await SiteAsync(TimeSpan.FromMinutes(5));

        var run = await site.RunAsync(Site.Entry("t"));

        Assert.True(run.ExitCode == 0, run.Errors);
        await Invariants.AssertAsync(site, Site.Entry("t"));
        Assert.Equal("pg_last_wal_replay_lsn()", await site.Ledger.ScalarAsync<string>("select database_snapshot ->> 'lsn_obtained' from platform.run"));
    }

    [Fact]
    public async Task Run_ReplicaTooFarBehind_TriesAgainUntilItHasCaughtUp()
    {
        using var site = await SiteAsync(TimeSpan.FromSeconds(1));
        using var hurried = await SiteAsync(TimeSpan.FromSeconds(1));
        hurried.Variables = new Dictionary<string, string> { ["PLATFORM_RETRY_FOR"] = "8s" };
        using var patient = await ReadBehindAsync(async () =>
        {
            var job = site.Start(Site.Entry("t"));
            var refused = await hurried.RunAsync(Site.Entry("t"));
            await job.SeenAsync("retrying");
            Totals.Fault(2);

            Assert.Equal((75, "replica-lag", true), (refused.ExitCode, refused.Kind, refused.Has("retrying")));
            Assert.Matches(@"^The replica is [0-9]+\.[0-9] s behind its primary; guard\.max_replica_lag allows 1 s\.$", refused.Message);
            Assert.Equal("try again when it has caught up, read from the primary, or raise guard.max_replica_lag in source.yaml", refused.Hint);
            return job;
        });

        var run = await patient.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("replica-lag", run.Event("retrying").GetProperty("kind").GetString());
        await Invariants.AssertAsync(site, Site.Entry("t"));
    }

    /// <summary>The primary vacuums rows away that the read still has to see; its standby gives way to that at once.</summary>
    [Fact]
    public async Task Run_RecoveryConflict_TheSameProcessPublishesOnce()
    {
        using var site = await SiteAsync(TimeSpan.FromMinutes(5));
        using var job = site.Start(Site.Entry("t"), "PartWriting=stop");
        await job.StoppedAsync();
        await replica.ConflictAsync();
        Totals.Fault();

        job.Continue();
        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("replica-conflict", run.Event("retrying").GetProperty("kind").GetString());
        await Invariants.AssertAsync(site, Site.Entry("t"));
    }

    /// <summary>Does something while the standby has received more than it replays, and is more than a second behind.</summary>
    private async Task<T> ReadBehindAsync<T>(Func<Task<T>> read)
    {
        await replica.Standby.ExecuteAsync("select pg_wal_replay_pause()");
        try
        {
            await replica.Primary.ExecuteAsync("create table behind (); drop table behind");
            await replica.Standby.WaitForAsync("pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn() and clock_timestamp() - pg_last_xact_replay_timestamp() > interval '1.1 s'");
            return await read();
        }
        finally
        {
            await replica.Standby.ExecuteAsync("select pg_wal_replay_resume()");
        }
    }

    private async Task<Site> SiteAsync(TimeSpan maxLag)
    {
        var site = await Site.CreateAsync(source: replica.Standby);
        site.Guard = EntryDefaults.Guard with { MaxReplicaLag = maxLag };
        return site;
    }
}

/// <summary>The primary that a job reads is lost, and its standby takes its place.</summary>
public sealed class FailoverTests(Replica replica) : IClassFixture<Replica>
{
    [Fact]
    public async Task Run_FailoverWhileItReads_TheSameProcessPublishesOnceFromTheNewPrimary()
    {
        using var site = await Site.CreateAsync(source: replica.Primary);
        using var job = site.Start(Site.Entry("t"), "PartWriting=stop");
        await job.StoppedAsync();
        await replica.FailOverAsync();
        Totals.Fault();

        job.Continue();
        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains(run.Event("retrying").GetProperty("kind").GetString(), (string[])["connection-lost", "connection-refused"]);
        await Invariants.AssertAsync(site, Site.Entry("t"));
    }
}
