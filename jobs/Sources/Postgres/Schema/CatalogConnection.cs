using Npgsql;

namespace Platform.Sources.Postgres.Schema;

/// <summary>
/// Small queries against <c>pg_catalog</c>: parameters by position, one row function, all rows in a list. Rows are objects: each value type
/// would be a set of generic methods of its own that no compilation ahead covers, compiled again at each start.
/// </summary>
internal static class CatalogConnection
{
    public static async Task<List<T>> ReadAsync<T>(
        this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellation, params object[] parameters)
        where T : class?
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false)) rows.Add(row(reader));
        return rows;
    }

    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>An OID that SQL gave as bigint.</summary>
    public static uint Oid(this NpgsqlDataReader reader, int ordinal) => (uint)reader.GetInt64(ordinal);

    public static string? Text(this NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    /// <summary>OIDs as one text parameter, to be taken apart with <c>string_to_array($n, ',')::oid[]</c>: no array type needed in the driver.</summary>
    public static string Joined(this IEnumerable<uint> oids) => string.Join(',', oids);
}
