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
    private const string PublishedQuery = """
        select jsonb_build_object('run_id', r.run_id, 'source', r.source, 'schema', r.schema_name, 'table', r.table_name, 'output', r.output,
            'snapshot_time', r.snapshot_time, 'attempt', m.attempt_id, 'publication_id', m.publication_id, 'pointer', m.pointer,
            'pinned', exists (select from platform.pin p where (p.source, p.schema_name, p.table_name, p.output) = (r.source, r.schema_name, r.table_name, r.output) and p.unpinned_at is null))::text
        from platform.run r join platform.publication_member m on (m.publication_id, m.run_id) = (r.publication_id, r.run_id)
        where r.published_attempt is not null and r.pruned_at is null
          and ($1 is null or r.source = $1) and ($2 is null or r.schema_name = $2) and ($3 is null or r.table_name = $3)
        order by r.source, r.schema_name, r.table_name, r.output, r.snapshot_time
        """;

    /// <summary>Every snapshot that readers are to see, of one table, of a source, or of all; by table and snapshot time.</summary>
    public Task<IReadOnlyList<PublishedMember>> PublishedAsync(string? source, TableName? table, CancellationToken cancellation) =>
        ReadAsync(PublishedQuery, [Text(source), Text(table?.Schema), Text(table?.Name)], static reader => Of(JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.PublishedRow)!), cancellation);

    /// <summary>Decides to publish anew what is published, so that the catalog is told again.</summary>
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
