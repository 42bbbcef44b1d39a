using Npgsql;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// Working schemas of restores that were killed; by their names and the comment that each is made with, so that a schema of anyone else's is none. Each restore's session holds an advisory lock for its own while it lives, so that the schema of a lock
/// that can be taken is nobody's.
/// </summary>
internal static class Leftovers
{
    /// <summary>$1 the prefix, $2 the mark. Names are working schemas without their number.</summary>
    private const string Bases = """
        select distinct left(nspname, length($1) + 26) from pg_namespace
        where nspname ~ ('^' || $1 || '[0-9a-z]{26}_[0-9]+$') and pg_has_role(nspowner, 'usage') and obj_description(oid, 'pg_namespace') = $2
        """;

    /// <summary>$1 a name without its number, $2 the mark.</summary>
    private const string Schemas = "select nspname::text from pg_namespace where left(nspname, length($1)) = $1 and obj_description(oid, 'pg_namespace') = $2";

    /// <summary>Takes the lock of a name for this session.</summary>
    /// <returns>False where another session holds it.</returns>
    public static async Task<bool> HoldAsync(NpgsqlConnection connection, string name, CancellationToken cancellation) =>
        (await connection.ReadAsync("select pg_try_advisory_lock(hashtextextended($1, 0))::text", r => r.GetString(0), cancellation, name).ConfigureAwait(false))[0] == "true";

    /// <summary>Removes those whose restore is gone.</summary>
    public static async Task SweepAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var name in await connection.ReadAsync(Bases, r => r.GetString(0), cancellation, WorkingSchemas.Prefix, WorkingSchemas.Mark).ConfigureAwait(false))
        {
            if (!await HoldAsync(connection, name, cancellation).ConfigureAwait(false)) continue;
            foreach (var schema in await connection.ReadAsync(Schemas, r => r.GetString(0), cancellation, name, WorkingSchemas.Mark).ConfigureAwait(false))
                await DropAsync(connection, schema, cancellation).ConfigureAwait(false);
            await connection.ReadAsync("select pg_advisory_unlock(hashtextextended($1, 0))::text", r => r.GetString(0), cancellation, name).ConfigureAwait(false);
        }
    }

    public static Task DropAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation) =>
        connection.ExecuteAsync($"drop schema if exists {Identifier.Quote(schema)} cascade", cancellation);
}
