using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Ledger;
using Platform.Publication;
using Platform.Registry.Faults;
using Platform.Snapshot.Measuring;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Flow;

/// <summary>What a run works with; it outlives attempts.</summary>
internal sealed record Services(
    IObjectStore Store, ICatalog Catalog, RunLedger Ledger, Publisher Publisher, IFaultPoints Faults, EventLog Log, TimeProvider Clock)
{
    /// <summary>Null where nobody reads metrics.</summary>
    public RunMetrics? Metrics { get; init; }
}
