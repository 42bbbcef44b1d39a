using System.Globalization;
using System.Text.Json;
using Npgsql;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Ddl;

/// <summary>Reads a <see cref="TableDdl"/>: one query, which the server answers with the definition as JSON.</summary>
public static class DdlReader
{
    /// <param name="connection">Open, settings pinned.</param>
    /// <param name="table">The table.</param>
    /// <param name="cancellation">Ends the query.</param>
    public static async Task<TableDdl> ReadAsync(NpgsqlConnection connection, LiveTable table, CancellationToken cancellation)
    {
        try
        {
            var rows = await connection.ReadAsync(DdlSql.Table, r => r.GetString(0), cancellation, table.Oid.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
            if (rows is [var json]) return JsonSerializer.Deserialize(json, DdlJson.Default.TableDdl)!;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Schema, e).About(table.Name);
        }

        throw await MissingTable.FailureAsync(connection, table.Name, cancellation).ConfigureAwait(false);
    }
}
