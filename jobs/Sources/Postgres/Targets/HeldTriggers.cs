using Npgsql;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Targets;

/// <summary>
/// The table's own triggers, held off while rows are put back: they fired when the rows were first written, and would change what is restored.
/// Foreign keys stay in force. Switched within the transaction, so that a restore that fails leaves them as they were.
/// </summary>
internal sealed class HeldTriggers
{
    /// <summary>$1 OID as text. Partitions have clones of their parent's row triggers.</summary>
    private const string Enabled = """
        with recursive members (oid) as (
          select $1::oid union select h.inhrelid from members m join pg_inherits h on h.inhparent = m.oid
        )
        select format('alter table only %I.%I %%s trigger %I', n.nspname, c.relname, g.tgname), g.tgenabled::text
        from members m join pg_trigger g on g.tgrelid = m.oid join pg_class c on c.oid = m.oid join pg_namespace n on n.oid = c.relnamespace
        where not g.tgisinternal and g.tgenabled <> 'D' order by c.oid, g.tgname
        """;

    private readonly IReadOnlyList<(string Statement, string State)> _triggers;

    private HeldTriggers(IReadOnlyList<(string Statement, string State)> triggers) => _triggers = triggers;

    public static async Task<HeldTriggers> HoldAsync(NpgsqlConnection connection, uint table, CancellationToken cancellation)
    {
        var rows = await connection.ReadAsync(
            Enabled, r => new[] { r.GetString(0), r.GetString(1) }, cancellation, table.ToString(System.Globalization.CultureInfo.InvariantCulture)).ConfigureAwait(false);
        var held = new HeldTriggers([.. rows.Select(r => (r[0], r[1]))]);
        await held.AlterAsync(connection, _ => "disable", cancellation).ConfigureAwait(false);
        return held;
    }

    public Task ReleaseAsync(NpgsqlConnection connection, CancellationToken cancellation) => AlterAsync(
        connection, state => state switch { "R" => "enable replica", "A" => "enable always", _ => "enable" }, cancellation);

    private async Task AlterAsync(NpgsqlConnection connection, Func<string, string> verb, CancellationToken cancellation)
    {
        foreach (var (statement, state) in _triggers)
            await connection.ExecuteAsync(statement.Replace("%s", verb(state), StringComparison.Ordinal), cancellation).ConfigureAwait(false);
    }
}
