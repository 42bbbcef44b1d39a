using System.Globalization;
using Npgsql;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// Asks the server about itself, on the probe connection and outside any transaction: some of these functions fail on some servers, and an
/// error inside the leader's transaction would end the exported snapshot.
/// </summary>
internal static class ServerProbe
{
    private const string FactsSql = """
        select current_setting('server_version_num')::int4 / 10000, current_setting('server_version'), pg_postmaster_start_time()::text, pg_is_in_recovery(),
               current_setting('server_encoding'), current_setting('lc_monetary'), current_database()::text, current_user::text,
               to_regproc('pg_catalog.aurora_version') is not null
        """;

    /// <summary>pg_control_system is refused to some roles and does not exist on some forks.</summary>
    public static IReadOnlyList<ServerQuestion> Identifiers { get; } =
    [
        new("select system_identifier::text from pg_control_system()", "pg_control_system()"),
        new("select aurora_db_instance_identifier()::text", "aurora_db_instance_identifier()"),
    ];

    public static async Task<ServerFacts> ReadAsync(NpgsqlConnection probe, CancellationToken cancellation)
    {
        var facts = (await probe.ReadAsync(FactsSql, ReadFacts, cancellation).ConfigureAwait(false))[0];
        var identifier = await FirstAsync(probe, facts.IsAurora ? [.. Identifiers.Reverse()] : Identifiers, cancellation).ConfigureAwait(false);
        var lag = facts.IsStandby ? await ReplicaLag.ReadAsync(probe, facts.IsAurora, cancellation).ConfigureAwait(false) : new Observation(null, "primary");
        return facts with { SystemIdentifier = identifier, ReplicaLag = lag };
    }

    /// <summary>The write-ahead log position now: on a primary its end, on a standby what has been replayed.</summary>
    public static Task<Observation> LsnAsync(NpgsqlConnection probe, bool isStandby, CancellationToken cancellation) => FirstAsync(
        probe,
        isStandby
            ? [new("select pg_last_wal_replay_lsn()::text", "pg_last_wal_replay_lsn()")]
            : [new("select pg_current_wal_lsn()::text", "pg_current_wal_lsn()")],
        cancellation);

    /// <summary>The first query that answers; where none does, why not.</summary>
    public static async Task<Observation> FirstAsync(NpgsqlConnection probe, IReadOnlyList<ServerQuestion> questions, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var (sql, name) in questions)
        {
            try
            {
                var rows = await probe.ReadAsync(sql, r => r.Text(0), cancellation).ConfigureAwait(false);
                if (rows is [{ } value]) return new Observation(value, name);
                reasons.Add($"{name}: null");
            }
            catch (PostgresException e)
            {
                reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {e.SqlState}"));
            }
        }

        return new Observation(null, string.Join(", ", reasons));
    }

    private static ServerFacts ReadFacts(NpgsqlDataReader r) => new()
    {
        Version = r.GetInt32(0),
        VersionText = r.GetString(1),
        StartTime = r.GetString(2),
        IsStandby = r.GetBoolean(3),
        Encoding = r.GetString(4),
        LcMonetary = r.GetString(5),
        Database = r.GetString(6),
        Role = r.GetString(7),
        IsAurora = r.GetBoolean(8),
        SystemIdentifier = new Observation(null, "not asked"),
        ReplicaLag = new Observation(null, "not asked"),
    };
}

/// <summary>A query for one text value, and the name it is recorded under.</summary>
internal sealed record ServerQuestion(string Sql, string Name);
