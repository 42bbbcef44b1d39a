using System.Globalization;
using Npgsql;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Targets;

/// <summary>
/// The sequences behind serial and identity columns: never behind the rows that were put back, so that the next insert gets a free number. Moved in the
/// transaction of the rows, with which they go back.
/// </summary>
internal static class OwnedSequences
{
    /// <summary>$1 quoted table, $2 column.</summary>
    private const string Owned = "select pg_get_serial_sequence($1, $2)";

    /// <summary>$1 quoted sequence, $2 where the source's stood, as text. A sequence that is further already stays.</summary>
    private const string IsBehind = """
        s.seqrelid = $1::regclass and $2::int8 between s.seqmin and s.seqmax
          and case when s.seqincrement > 0 then coalesce(pg_sequence_last_value(s.seqrelid) < $2::int8, true)
                   else coalesce(pg_sequence_last_value(s.seqrelid) > $2::int8, true) end
        """;

    /// <summary>$3 whether the value was given out already, as text.</summary>
    private const string Advance = $"select setval(s.seqrelid::regclass, $2::int8, $3::bool)::text from pg_sequence s where {IsBehind}";

    /// <summary>
    /// What <c>setval</c> does no rollback undoes. ALTER SEQUENCE holds off <c>nextval</c> and gives the sequence new storage with the same state, which goes
    /// with the transaction: what is set there does too. It takes the sequence's owner.
    /// </summary>
    private const string Renew = $"""
        select format('alter sequence %s cache %s', s.seqrelid::regclass, s.seqcache) from pg_sequence s join pg_class c on c.oid = s.seqrelid
        where pg_has_role(c.relowner, 'usage') and {IsBehind}
        """;

    public static async Task AdvanceAsync(NpgsqlConnection connection, TableName table, IReadOnlyList<SequenceDdl> sequences, CancellationToken cancellation)
    {
        foreach (var sequence in sequences)
        {
            if (sequence is not { Owned: true, Column: { } column }) continue;
            var owned = await connection.ReadAsync(Owned, r => r.Text(0), cancellation, Identifier.Quote(table), column).ConfigureAwait(false);
            if (owned[0] is { } name) await AdvanceAsync(connection, name, sequence, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>One sequence, whoever owns it.</summary>
    public static Task AdvanceAsync(NpgsqlConnection connection, TableName name, SequenceDdl sequence, CancellationToken cancellation) =>
        AdvanceAsync(connection, Identifier.Quote(name), sequence, cancellation);

    private static async Task AdvanceAsync(NpgsqlConnection connection, string name, SequenceDdl sequence, CancellationToken cancellation)
    {
        if ((sequence.LastValue ?? sequence.NextValue) is not { } value) return;
        var to = value.ToString(CultureInfo.InvariantCulture);
        foreach (var renewal in await connection.ReadAsync(Renew, r => r.GetString(0), cancellation, name, to).ConfigureAwait(false))
            await connection.ExecuteAsync(renewal, cancellation).ConfigureAwait(false);
        await connection.ReadAsync(Advance, r => r.GetString(0), cancellation, name, to, sequence.LastValue is null ? "false" : "true").ConfigureAwait(false);
    }
}
