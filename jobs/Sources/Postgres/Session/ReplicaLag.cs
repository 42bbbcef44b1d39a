using System.Globalization;
using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Session;

/// <summary>How far a standby is behind its primary, and the guard against reading one that is too far.</summary>
internal static class ReplicaLag
{
    /// <summary>
    /// A standby that streams and has replayed all it received is 0 behind, however long its primary has been idle; otherwise the age of the
    /// last replayed commit counts. <c>pg_stat_wal_receiver</c> crashes or fails on Aurora, which has a function of its own.
    /// </summary>
    private const string StreamingSql = """
        select case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() and exists (select from pg_stat_wal_receiver) then 0
                    else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) end::numeric(20, 3)::text
        """;

    private const string AuroraSql = """
        select (max(replica_lag_in_msec) / 1000.0)::numeric(20, 3)::text from aurora_replica_status() where server_id = aurora_db_instance_identifier()
        """;

    public static Task<Observation> ReadAsync(NpgsqlConnection probe, bool aurora, CancellationToken cancellation) => ServerProbe.FirstAsync(
        probe,
        aurora ? [new(AuroraSql, "aurora_replica_status()")] : [new(StreamingSql, "pg_last_xact_replay_timestamp()")],
        cancellation);

    /// <exception cref="PlatformException">
    /// Try again, <c>replica-lag</c>: the standby is further behind than the guard allows, or cannot tell, as one that has never reached its primary since it started. Aurora's
    /// instances share one storage, and may refuse the question.
    /// </exception>
    public static void Check(ServerFacts server, Guard guard)
    {
        if (!server.IsStandby) return;
        if (server.ReplicaLag.Value is not { } text)
        {
            if (server.IsAurora) return;
            throw Failure($"How far the replica is behind its primary cannot be told ({server.ReplicaLag.Obtained}).", "try again when it streams from its primary, or read from the primary");
        }

        var lag = TimeSpan.FromSeconds((double)decimal.Parse(text, CultureInfo.InvariantCulture));
        if (lag <= guard.MaxReplicaLag) return;
        throw Failure(
            string.Create(CultureInfo.InvariantCulture, $"The replica is {lag.TotalSeconds:0.0} s behind its primary; guard.max_replica_lag allows {guard.MaxReplicaLag.TotalSeconds:0.#} s."),
            "try again when it has caught up, read from the primary, or raise guard.max_replica_lag in source.yaml");
    }

    private static PlatformException Failure(string message, string hint) => new(Stage.Connect, ExitCode.TryAgain, message, hint) { Kind = "replica-lag" };
}
