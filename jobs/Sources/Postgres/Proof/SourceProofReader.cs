using System.Globalization;
using Npgsql;
using Platform.Columns.Proof;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Masks;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Proof;

/// <summary>Runs <see cref="ProofQuery"/> on a connection and puts the totals together.</summary>
public static class SourceProofReader
{
    /// <summary>What a column of about 400,000 rows costs as the planner counts: so many rows a process make up for what it takes to compile.</summary>
    private const int CompilingCost = 9_000;

    /// <summary>Of more, compiling takes seconds.</summary>
    private const int CompiledColumns = 200;

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
        try
        {
            await connection.ExecuteAsync(Compiling(reads.Count), cancellation).ConfigureAwait(false);
            var proof = await ReadAsync(connection, ProofQuery.Build(table, reads, filter), reads, seed, mask, cancellation).ConfigureAwait(false)
                ?? await ReadAsync(connection, ProofQuery.Build(table, reads, filter, counted: true), reads, seed, mask, cancellation).ConfigureAwait(false);
            await connection.ExecuteAsync("set jit = off", cancellation).ConfigureAwait(false);
            return proof!;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Prove, e).About(table);
        }
    }

    /// <returns>Null where present values could not be derived.</returns>
    private static async Task<TableProof?> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<ProofStatement> statements, IReadOnlyList<ColumnRead> reads, ProofSeed seed, MaskSecret? mask, CancellationToken cancellation)
    {
        var columns = new ColumnProof[reads.Count];
        long rows = 0, rowHash = 0;
        foreach (var statement in statements)
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
            for (var i = 0; i < statement.ColumnCount; i++)
            {
                if (reader.IsDBNull(at)) return null;
                columns[statement.FirstColumn + i] = new ColumnProof(reads[statement.FirstColumn + i].Field.Name, (long)Next(), Wrap(Next()));
            }

            Int128 Next() => Int128.Parse(reader.GetString(at++), CultureInfo.InvariantCulture);
        }

        return new TableProof(TableProof.CurrentVersion, rows, rowHash, columns);
    }

    /// <summary>
    /// Compiled, a row costs half as much. Only where the server compiles for anyone (<c>jit</c>), and without inlining, which takes longer than it saves. What compiling
    /// takes grows with the columns, as does what it saves of a row: it depends on the rows alone whether it pays.
    /// </summary>
    private static string Compiling(int columns) => columns > CompiledColumns ? "set jit = off" : string.Create(CultureInfo.InvariantCulture,
        $"set jit to default; set jit_above_cost = {CompilingCost * columns}; set jit_optimize_above_cost = {CompilingCost * columns}; set jit_inline_above_cost = -1");

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
