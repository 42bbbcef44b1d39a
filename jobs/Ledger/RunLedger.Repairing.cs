using System.Text.Json;
using Platform.Ledger.Protocol;
using Platform.Ledger.Publications;
using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Ledger;

/// <summary>Holding the catalog against the ledger.</summary>
public sealed partial class RunLedger
{
    private const string PublishedColumns = """
        select jsonb_build_object('run_id', r.run_id, 'source', r.source, 'schema', r.schema_name, 'table', r.table_name, 'output', r.output,
            'snapshot_time', r.snapshot_time, 'attempt', m.attempt_id, 'publication_id', m.publication_id, 'pointer', m.pointer,
            'pinned', exists (select from platform.pin p where (p.source, p.schema_name, p.table_name, p.output) = (r.source, r.schema_name, r.table_name, r.output) and p.unpinned_at is null))::text
        from platform.run r join platform.publication_member m on (m.publication_id, m.run_id) = (r.publication_id, r.run_id)
        """;

    private const string PublishedQuery = $"""
        {PublishedColumns}
        where r.published_attempt is not null and r.pruned_at is null
          and ($1 is null or r.source = $1) and ($2 is null or r.schema_name = $2) and ($3 is null or r.table_name = $3)
        order by r.source, r.schema_name, r.table_name, r.output, r.snapshot_time
        """;

    private const string TogetherQuery = $"""
        {PublishedColumns}
        where r.pruned_at is null and m.publication_id = (
            select publication_id from platform.run where (source, schema_name, table_name, output, snapshot_time) = ($1, $2, $3, $4, $5::timestamptz) and pruned_at is null)
        order by r.run_id
        """;

    private const string HeldQuery = """
        select r.snapshot_time from platform.pin p join platform.run r using (run_id)
        where (p.source, p.schema_name, p.table_name, p.output) = ($1, $2, $3, $4) and p.unpinned_at is null
        """;

    /// <summary>A snapshot that readers see, and those of the other tables that they see by the same publication: its group. None where they see none.</summary>
    public Task<IReadOnlyList<PublishedMember>> TogetherAsync(SnapshotKey key, CancellationToken cancellation) =>
        ReadAsync(
            TogetherQuery, [Text(key.Source), Text(key.Table.Schema), Text(key.Table.Name), Text(key.Output), Text(key.SnapshotTime.ToString())],
            static reader => Of(JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.PublishedRow)!), cancellation);

    /// <summary>The snapshot that a person holds a table's <c>_latest</c> at; null where nobody does.</summary>
    public async Task<SnapshotKey?> HeldAsync(string source, TableName table, string output, CancellationToken cancellation)
    {
        var held = await ReadAsync(HeldQuery, [Text(source), Text(table.Schema), Text(table.Name), Text(output)], static reader => reader.GetFieldValue<DateTimeOffset>(0), cancellation).ConfigureAwait(false);
        return held.Count == 0 ? null : new SnapshotKey(source, table, new SnapshotTime(held[0]), output);
    }

    /// <summary>Every snapshot that readers are to see, of one table, of a source, or of all; by table and snapshot time.</summary>
    public Task<IReadOnlyList<PublishedMember>> PublishedAsync(string? source, TableName? table, CancellationToken cancellation) =>
        ReadAsync(PublishedQuery, [Text(source), Text(table?.Schema), Text(table?.Name)], static reader => Of(JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.PublishedRow)!), cancellation);

    /// <summary>Decides to publish anew what is published, and what was published together with it, so that the catalog is told again.</summary>
    /// <param name="member">As <see cref="PublishedAsync"/> gave it.</param>
    /// <param name="decision">Id of the decision, the caller's: asking again with it gives the same answer.</param>
    /// <param name="above">The highest publication that the catalog shows for the snapshot.</param>
    /// <param name="cancellation">May leave it decided; then the next process to touch the table finishes it.</param>
    /// <returns>The publication's number; null where somebody is at the run, or has published another since: then there is nothing to repair.</returns>
    /// <exception cref="PlatformException"><c>clock-skew</c> (75).</exception>
    public async Task<long?> ReaffirmAsync(PublishedMember member, Ulid decision, long? above, CancellationToken cancellation)
    {
        var call = new ReaffirmCall(decision.ToString(), _sender, Time.GetUtcNow(), above, member.Member.RunId, member.Publication);
        var answer = await CallAsync(Stage.Publish, "reaffirm", call, LedgerJson.Default.ReaffirmCall, LedgerJson.Default.DecideAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome switch
        {
            "decided" => answer.PublicationId!.Value,
            "changed" or "intended" or "leased" => null,
            "clock_off" => throw ClockOff(answer.LedgerTime, call.ProcessTime),
            _ => throw Unknown("reaffirm", answer.Outcome),
        };
    }

    private static PublishedMember Of(PublishedRow row) => new(
        new PublicationMember
        {
            RunId = row.RunId,
            Key = new SnapshotKey(row.Source, new TableName(row.Schema, row.Table), new SnapshotTime(row.SnapshotTime), row.Output),
            Attempt = Ulid.TryParse(row.Attempt, out var attempt) ? attempt : throw Unknown("published", "an attempt that is no ULID"),
            Pointer = row.Pointer,
        },
        row.PublicationId,
        row.Pinned);
}
