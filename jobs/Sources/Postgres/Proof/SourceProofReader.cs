using System.Globalization;
using Npgsql;
using Platform.Columns.Proof;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Masks;

namespace Platform.Sources.Postgres.Proof;

/// <summary>Runs <see cref="ProofQuery"/> on a connection and puts the totals together.</summary>
public static class SourceProofReader
{
    /// <param name="connection">Open, settings pinned, in a transaction with the run's snapshot.</param>
    /// <param name="table">The table.</param>
    /// <param name="reads">In the order of the file.</param>
    /// <param name="filter">The entry's predicate.</param>
    /// <param name="seed">S.</param>
    /// <param name="mask">The stack's secret where columns are hashed.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public static async Task<TableProof> ReadAsync(
        NpgsqlConnection connection, TableName table, IReadOnlyList<ColumnRead> reads, string? filter, ProofSeed seed, MaskSecret? mask, CancellationToken cancellation)
    {
        CheckEncoding(connection, table);
        var columns = new ColumnProof[reads.Count];
        long rows = 0, rowHash = 0;
        try
        {
            foreach (var statement in ProofQuery.Build(table, reads, filter))
            {
                await using var command = new NpgsqlCommand(statement.Sql, connection) { CommandTimeout = 0 };
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seed.Value });
                if (mask is not null && statement.Sql.Contains(HashedProof.InnerPad, StringComparison.Ordinal))
                {
                    command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = mask.InnerPad });
                    command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = mask.OuterPad });
                }

                await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                await reader.ReadAsync(cancellation).ConfigureAwait(false);
                var at = 0;
                rows = (long)Next();
                if (statement.HasRowHash) rowHash = Wrap(Next());
                for (var i = 0; i < statement.ColumnCount; i++) columns[statement.FirstColumn + i] = new ColumnProof(reads[statement.FirstColumn + i].Field.Name, (long)Next(), Wrap(Next()));

                Int128 Next() => Int128.Parse(reader.GetString(at++), CultureInfo.InvariantCulture);
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Prove, e).About(table);
        }

        return new TableProof(TableProof.CurrentVersion, rows, rowHash, columns);
    }

    /// <summary>The server hashes text in its own encoding, the files hold UTF-8. SQL_ASCII passes bytes through as they are.</summary>
    private static void CheckEncoding(NpgsqlConnection connection, TableName table)
    {
        var encoding = connection.PostgresParameters["server_encoding"];
        if (encoding is "UTF8" or "SQL_ASCII") return;
        throw new PlatformException(Stage.Prove, ExitCode.Configuration,
            $"The database is encoded in {encoding}: SQL cannot compute the proof of its text in UTF-8.", "use proof: files, which needs nothing of the source")
        {
            Kind = "proof-encoding",
            Table = table.ToString(),
        };
    }

    private static long Wrap(Int128 sum) => unchecked((long)sum);
}
