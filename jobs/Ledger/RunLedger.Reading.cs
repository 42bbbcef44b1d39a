using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Platform.Ledger.Protocol;
using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Ledger;

/// <summary>Questions to the ledger.</summary>
public sealed partial class RunLedger
{
    private const string StatusQuery = """
        select (to_jsonb(s) || jsonb_build_object('losses', coalesce((
            select jsonb_agg(jsonb_build_object('column', column_name, 'kind', kind, 'policy', policy, 'count', count) order by column_name, kind)
            from platform.loss where attempt_id = s.published_attempt), '[]')))::text
        from platform.status s
        where ($1 is null or source = $1) and ($2 is null or schema_name = $2) and ($3 is null or table_name = $3)
          and (not $4 or error_type is not null)
          and ($5 is null or snapshot_time >= $5::timestamptz) and ($6 is null or snapshot_time = $6::timestamptz)
          and (not $7 or (published_attempt is not null and pruned_at is null)) and (not $9 or pinned) and ($10 is null or output = $10)
        order by snapshot_time desc, source, schema_name, table_name, output
        limit $8
        """;

    private const string IntendedQuery = """
        select p.publication_id
        from platform.publication p join platform.publication_member m using (publication_id) join platform.run r using (run_id)
        where p.state = 'intended' and ($1 is null or r.source = $1) and ($2 is null or r.schema_name = $2) and ($3 is null or r.table_name = $3)
        group by p.publication_id order by p.publication_id
        """;

    /// <summary>Runs for people, newest snapshot time first.</summary>
    public Task<IReadOnlyList<RunStatus>> StatusAsync(StatusFilter filter, CancellationToken cancellation) =>
        ReadAsync(
            StatusQuery,
            [
                Text(filter.Source), Text(filter.Table?.Schema), Text(filter.Table?.Name), new NpgsqlParameter { Value = filter.Failed, NpgsqlDbType = NpgsqlDbType.Boolean },
                Text(filter.Since is { } since ? Iso(since) : null), Text(filter.At?.ToString()),
                new NpgsqlParameter { Value = filter.Published, NpgsqlDbType = NpgsqlDbType.Boolean }, new NpgsqlParameter { Value = filter.Limit, NpgsqlDbType = NpgsqlDbType.Integer },
                new NpgsqlParameter { Value = filter.Pinned, NpgsqlDbType = NpgsqlDbType.Boolean }, Text(filter.Output),
            ],
            static reader => JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.RunStatus)!,
            cancellation);

    /// <summary>
    /// The published snapshot of a table at a snapshot time, or its newest; one per source and output that has the table, none where nothing is published.
    /// </summary>
    public async Task<IReadOnlyList<RunStatus>> FindPublishedAsync(string? source, TableName table, SnapshotTime? at, CancellationToken cancellation)
    {
        var runs = await StatusAsync(new StatusFilter { Source = source, Table = table, At = at, Published = true }, cancellation).ConfigureAwait(false);
        return [.. runs.DistinctBy(r => (r.Source, r.Output))];
    }

    /// <summary>Publications that are decided and not carried out, in their order; of one table, of a source, or of all.</summary>
    public Task<IReadOnlyList<long>> IntendedAsync(string? source, TableName? table, CancellationToken cancellation) =>
        ReadAsync(IntendedQuery, [Text(source), Text(table?.Schema), Text(table?.Name)], static reader => reader.GetInt64(0), cancellation);

    private Task<IReadOnlyList<T>> ReadAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        _connection.RunAsync<IReadOnlyList<T>>(
            Stage.Claim,
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                // A parameter belongs to one command, and this may be a second try.
                foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
                await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                var rows = new List<T>();
                while (await reader.ReadAsync(token).ConfigureAwait(false)) rows.Add(read(reader));
                return rows;
            },
            cancellation);

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static string Iso(DateTimeOffset time) => time.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
