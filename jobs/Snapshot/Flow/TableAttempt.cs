using Platform.Ledger.Runs;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Flow;

/// <summary>One output of a table in one attempt of this process: what it writes under and what it holds.</summary>
internal sealed class TableAttempt(SnapshotTask task, TimeProvider clock)
{
    public SnapshotTask Task { get; } = task;

    public Ulid Id { get; } = Ulid.New(clock);

    public string Prefix => ObjectLayout.AttemptPrefix(Task.Entry.Source, Task.Entry.Table, Task.Time, Id, Task.Entry.OutputName);

    /// <summary>Null until the run is claimed.</summary>
    public Lease? Lease { get; set; }

    /// <summary>Of its published snapshot.</summary>
    public long Rows { get; set; }

    /// <summary>Why it ended, where the ledger could not be told.</summary>
    public PlatformException? Unrecorded { get; set; }

    /// <summary>Every event from here on is of this output.</summary>
    public void Enter(EventLog log)
    {
        log.Standing(new EventField("table", Task.Entry.Name));
        log.Standing(new EventField("attempt", Id.ToString()));
        if (Lease is not null) log.Standing(new EventField("run", Lease.RunId));
    }
}
