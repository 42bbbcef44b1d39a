using System.Text.Json;
using Platform.Ledger.Findings;
using Platform.Ledger.Protocol;
using Platform.Registry.Layout;

namespace Platform.Ledger;

/// <summary>What was found of a snapshot after it was published.</summary>
public sealed partial class RunLedger
{
    private const string VerifiedQuery = """
        insert into platform.check_result (attempt_id, number, name, kind, severity, passed, expected, found)
        select $1, c.number + coalesce((select max(r.number) + 1 from platform.check_result r where r.attempt_id = $1), 0), c.name, c.kind, c.severity, c.passed, c.expected, c.found
        from jsonb_to_recordset($2::jsonb) as c (number integer, name text, kind text, severity text, passed boolean, expected text, found text)
        returning number
        """;

    /// <summary>Notes results behind the entry's checks; their numbers count from there.</summary>
    public Task VerifiedAsync(Ulid attempt, IReadOnlyList<CheckRecord> results, CancellationToken cancellation) =>
        ReadAsync(
            VerifiedQuery,
            [Text(attempt.ToString()), Text(JsonSerializer.Serialize(results, LedgerJson.Default.IReadOnlyListCheckRecord))],
            static reader => reader.GetInt32(0),
            cancellation);
}
