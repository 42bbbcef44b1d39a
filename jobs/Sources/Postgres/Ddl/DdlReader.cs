using System.Globalization;
using System.Text.Json;
using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

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
            if (rows is [var json])
            {
                var definition = JsonSerializer.Deserialize(json, DdlJson.Default.TableDdl)!;
                return definition.Sequences.Any(s => s.IsUnused is not null) ? await WithStatesAsync(connection, definition, cancellation).ConfigureAwait(false) : definition;
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Schema, e).About(table.Name);
        }

        throw await MissingTable.FailureAsync(connection, table.Name, cancellation).ConfigureAwait(false);
    }

    /// <summary>A sequence that was set and not used since has no last value, and only it itself says what comes next.</summary>
    private static async Task<TableDdl> WithStatesAsync(NpgsqlConnection connection, TableDdl table, CancellationToken cancellation)
    {
        var sequences = new List<SequenceDdl>();
        foreach (var sequence in table.Sequences)
        {
            long? next = null;
            if (sequence.IsUnused is not null)
            {
                var state = await connection.ReadAsync(
                    $"select last_value::text from {Identifier.Quote(new TableName(sequence.Schema, sequence.Name))} where not is_called", r => r.GetString(0), cancellation).ConfigureAwait(false);
                if (state is [var text] && long.Parse(text, CultureInfo.InvariantCulture) is var value && value != sequence.Start) next = value;
            }

            sequences.Add(sequence with { NextValue = next, IsUnused = null });
        }

        return table with { Sequences = sequences };
    }
}
