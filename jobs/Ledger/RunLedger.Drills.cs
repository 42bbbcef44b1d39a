using Platform.Ledger.Drills;
using Platform.Ledger.Protocol;
using Platform.Registry.Failures;

namespace Platform.Ledger;

/// <summary>What drills tell the ledger.</summary>
public sealed partial class RunLedger
{
    /// <summary>Notes a drill and answers its number. Called again when its answer was lost, it is noted twice.</summary>
    public async Task<long> NoteDrillAsync(Drill drill, CancellationToken cancellation) =>
        (await CallAsync(Stage.Record, "note_drill", drill, LedgerJson.Default.Drill, LedgerJson.Default.DrillNoted, cancellation).ConfigureAwait(false)).DrillId;
}
