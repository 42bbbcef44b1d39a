using System.Globalization;
using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// <c>guard.connections</c> across processes: as many advisory locks as a source may have connections, of which each run holds one per connection of its own for as
/// long as its probe's session lasts. Advisory locks belong to one database and vanish with their session, so a killed run gives its share back by itself.
/// </summary>
/// <param name="probe">Holds the locks; used by one caller at a time.</param>
/// <param name="source">The source's name in the registry: two sources in one database have budgets of their own.</param>
/// <param name="guard">Its limit, <see cref="Least"/>..1000.</param>
internal sealed class ConnectionBudget(NpgsqlConnection probe, string source, Guard guard)
{
    /// <summary>The probe, the leader and one that reads.</summary>
    public const int Least = 3;

    private string _taken = "";

    private string Name => $"platform.guard/{source}";

    /// <summary>How many are this run's.</summary>
    public int Held { get; private set; }

    /// <summary>
    /// Whether the least run would fit now. It takes nothing: many runs that wait may ask for the price of one query each, also through a pooler. Each lock of a budget has
    /// the source's hash as its first key and its number as its second (<c>pg_locks</c>: classid, objid).
    /// </summary>
    public async Task<bool> HasRoomAsync(CancellationToken cancellation)
    {
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            select case when count(*) <= {guard.Connections - Least} then 'room' else '' end from pg_locks
            where locktype = 'advisory' and objsubid = 2 and classid = hashtext($1)::oid and objid between 1 and {guard.Connections}
              and database = (select oid from pg_database where datname = current_database())
            """);
        return (await probe.ReadAsync(sql, r => r.GetString(0), cancellation, Name).ConfigureAwait(false))[0].Length > 0;
    }

    /// <summary>Takes what the least run needs; what it took of less goes with the probe's session.</summary>
    public async Task<bool> TakeLeastAsync(CancellationToken cancellation)
    {
        await TakeUpToAsync(Least, cancellation).ConfigureAwait(false);
        return Held == Least;
    }

    /// <summary>Takes more, up to so many in all; what could not be had is in others' hands. A lock may be taken twice by its own session, so those it has are left out.</summary>
    public async Task TakeUpToAsync(int connections, CancellationToken cancellation)
    {
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            select coalesce(string_agg(number::text, ','), '') from (
                select number from generate_series(1, {guard.Connections}) number
                where case when number = any(string_to_array($2, ',')::int4[]) then false else pg_try_advisory_lock(hashtext($1), number) end
                limit {connections - Held}) taken
            """);
        try
        {
            var numbers = (await probe.ReadAsync(sql, r => r.GetString(0), cancellation, Name, _taken).ConfigureAwait(false))[0];
            if (numbers.Length == 0) return;
            Held += numbers.AsSpan().Count(',') + 1;
            _taken = _taken.Length == 0 ? numbers : $"{_taken},{numbers}";
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Connect, e);
        }
    }

    /// <exception cref="PlatformException">Configuration, <c>guard-connections</c>: no run ever fits.</exception>
    public static void Check(Guard guard)
    {
        if (guard.Connections >= Least) return;
        throw new PlatformException(Stage.Connect, ExitCode.Configuration,
            string.Create(CultureInfo.InvariantCulture, $"guard.connections is {guard.Connections}; a run needs {Least}: two for its session and one to read."),
            $"raise guard.connections in source.yaml to {Least} or more")
        {
            Kind = "guard-connections",
        };
    }

    public static PlatformException Busy(Guard guard, TimeSpan waited, PlatformException? refused) => new(
        Stage.Connect, ExitCode.TryAgain,
        refused is null
            ? string.Create(CultureInfo.InvariantCulture, $"All {guard.Connections} connections that guard.connections allows were other runs' during a wait of {waited.TotalSeconds:0} s.")
            : string.Create(CultureInfo.InvariantCulture, $"The server had no connection left during a wait of {waited.TotalSeconds:0} s."),
        "raise guard.connections in source.yaml if the source can bear it, or spread the schedules of its tables", refused)
    {
        Kind = "source-busy",
    };
}
