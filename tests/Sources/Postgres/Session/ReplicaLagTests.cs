using Platform.Registry.Failures;
using Platform.Sources.Postgres.Session;

namespace Platform.Sources.Postgres.Tests.Session;

/// <summary>What a standby's answer means; a real one is read in the suite ExactlyOnce.</summary>
public sealed class ReplicaLagTests
{
    [Theory]
    [InlineData("0.000")]
    [InlineData("300.000")]
    public void Check_WithinTheBound_Passes(string seconds) => ReplicaLag.Check(Standby(new(seconds, "pg_last_xact_replay_timestamp()")), Source.Guard with { MaxReplicaLag = TimeSpan.FromMinutes(5) });

    [Fact]
    public void Check_BeyondTheBound_TriesAgain()
    {
        var error = Assert.Throws<PlatformException>(() =>
            ReplicaLag.Check(Standby(new("300.001", "pg_last_xact_replay_timestamp()")), Source.Guard with { MaxReplicaLag = TimeSpan.FromMinutes(5) }));

        Assert.Equal(("replica-lag", ExitCode.TryAgain), (error.Kind, error.ExitCode));
        Assert.Equal("The replica is 300.0 s behind its primary; guard.max_replica_lag allows 300 s.", error.Message);
    }

    [Fact]
    public void Check_ThatCannotBeTold_TriesAgainRatherThanReadWhatMayBeOld()
    {
        var error = Assert.Throws<PlatformException>(() => ReplicaLag.Check(Standby(new(null, "pg_last_xact_replay_timestamp(): null")), Source.Guard));

        Assert.Equal(("replica-lag", ExitCode.TryAgain), (error.Kind, error.ExitCode));
        Assert.Equal("How far the replica is behind its primary cannot be told (pg_last_xact_replay_timestamp(): null).", error.Message);
    }

    [Fact]
    public void Check_PrimaryOrAuroraThatCannotTell_Passes()
    {
        ReplicaLag.Check(Standby(new(null, "primary")) with { IsStandby = false }, Source.Guard);
        ReplicaLag.Check(Standby(new(null, "aurora_replica_status(): 42501")) with { IsAurora = true }, Source.Guard);
    }

    private static ServerFacts Standby(Observation lag) => new()
    {
        Version = 15,
        VersionText = "15.0",
        StartTime = "2026-03-01 10:00:00+00",
        IsStandby = true,
        IsAurora = false,
        Encoding = "UTF8",
        LcMonetary = "C",
        Database = "shop",
        Role = "reader",
        SystemIdentifier = new(null, "not asked"),
        ReplicaLag = lag,
    };
}
