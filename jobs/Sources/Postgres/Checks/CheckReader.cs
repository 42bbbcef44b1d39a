using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Checks;

/// <summary>
/// Evaluates an entry's checks in the database snapshot that was read: those of rows in one scan, each uniqueness that no index guarantees in one more, and the entry's own SQL as it stands.
/// They see the source's values, before masks and losses.
/// </summary>
internal sealed class CheckReader(NpgsqlConnection connection, LiveTable table, Entry entry, SnapshotTime time)
{
    /// <summary>In the order of the entry; <c>row_count_change</c> is not the source's to answer and is left out.</summary>
    /// <exception cref="PlatformException"><c>check-unusable</c>, naming the check: the server cannot evaluate it; or a passing fault.</exception>
    public async Task<IReadOnlyList<CheckFinding>> ReadAsync(CancellationToken cancellation)
    {
        var findings = new List<CheckFinding>();
        var scanned = entry.Checks.Select((check, number) => CheckQuery.Of(number, check, time, IsDate)).OfType<CheckQuery>().ToList();
        findings.AddRange(await ScanAsync(scanned, cancellation).ConfigureAwait(false));
        for (var number = 0; number < entry.Checks.Count; number++)
        {
            switch (entry.Checks[number])
            {
                case Check.Unique unique: findings.Add(await UniqueAsync(number, unique, cancellation).ConfigureAwait(false)); break;
                case Check.Sql sql: findings.Add(await SqlAsync(number, sql, cancellation).ConfigureAwait(false)); break;
            }
        }

        return [.. findings.OrderBy(finding => finding.Number)];
    }

    private async Task<IEnumerable<CheckFinding>> ScanAsync(List<CheckQuery> queries, CancellationToken cancellation)
    {
        if (queries.Count == 0) return [];
        try
        {
            return await TogetherAsync(queries, cancellation).ConfigureAwait(false);
        }
        catch (PlatformException e) when (queries.Count > 1 && !e.Retryable)
        {
            // One of them cannot be evaluated: by itself each says which.
            foreach (var query in queries) await TogetherAsync([query], cancellation).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<IEnumerable<CheckFinding>> TogetherAsync(List<CheckQuery> queries, CancellationToken cancellation)
    {
        var select = new Select(queries.Select(query => query.Expression), entry.Table, Only: false, [Select.Filter(entry.Filter)]);
        var row = await RowAsync(queries[0].Number, select.ToString(), cancellation).ConfigureAwait(false);
        return queries.Select((query, i) =>
        {
            var (passed, found) = query.Judge(row[i]);
            return new CheckFinding(query.Number, passed, query.Expected, found);
        });
    }

    private async Task<CheckFinding> UniqueAsync(int number, Check.Unique unique, CancellationToken cancellation)
    {
        var expected = $"{string.Join(", ", unique.Columns)} unique";
        if (UniqueCheck.Guarantee(table, unique.Columns) is { } index) return new CheckFinding(number, true, expected, $"guaranteed by the index {index.Name}");
        var row = await RowAsync(number, UniqueCheck.Query(entry.Table, unique.Columns, entry.Filter), cancellation).ConfigureAwait(false);
        return new CheckFinding(number, row[0] == "0", expected, row[0] == "0" ? "unique" : $"{row[0]} {(row[0] == "1" ? "key" : "keys")} in {row[1]} rows");
    }

    /// <summary>As a scalar subquery: it can be nothing but one query, and neither ends nor leaves the transaction.</summary>
    private async Task<CheckFinding> SqlAsync(int number, Check.Sql sql, CancellationToken cancellation)
    {
        var row = await RowAsync(number, $"select coalesce(answer, false)::text, (answer is null)::text from (select ({sql.Query.TrimEnd().TrimEnd(';')}\n) as answer) as checked", cancellation).ConfigureAwait(false);
        return new CheckFinding(number, row[0] == "true", "the query answers true", row[1] == "true" ? "null or no row" : row[0]!);
    }

    /// <summary>In a savepoint, so that a check that cannot be evaluated does not end the snapshot.</summary>
    private async Task<string?[]> RowAsync(int number, string sql, CancellationToken cancellation)
    {
        try
        {
            await connection.ExecuteAsync("savepoint checking", cancellation).ConfigureAwait(false);
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await reader.ReadAsync(cancellation).ConfigureAwait(false);
            var row = new string?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = reader.Text(i);
            return row;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            var failure = PostgresFailures.From(Stage.Check, e);
            if (e is not PostgresException || failure.Retryable) throw failure.About(entry.Table);
            await connection.ExecuteAsync("rollback to savepoint checking", CancellationToken.None).ConfigureAwait(false);
            throw new PlatformException(Stage.Check, ExitCode.Configuration, $"check {number + 1} of the entry ({CheckNames.Of(entry.Checks[number])}) cannot be evaluated. {failure.Message}",
                "correct the check in the entry: names and types are the source's, and the SQL runs with an empty search_path, so tables need their schema", e)
            { Kind = "check-unusable", Table = entry.Table.ToString() };
        }
    }

    private bool IsDate(string column) => table.Find(column)?.Type.Text == "date";
}
