using Platform.Ledger.Runs;
using Platform.Registry.Entries;
using Platform.Registry.Lateness;
using Platform.Snapshot.Recording;
using Platform.Sources.Postgres.Losses;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Flow;

/// <summary>What a run tells of what it published: the last event of one that succeeded, and the losses before it.</summary>
internal static class PublishedEvents
{
    public static void Published(EventLog log, AttemptRecord record, Uri location, long publication, LatenessVerdict verdict) => log.Info(EventNames.Published,
        new EventField("location", location.AbsoluteUri),
        new EventField("rows", record.Rows),
        new EventField("bytes", record.Bytes),
        new EventField("files", record.Files),
        new EventField("files_of", record.Shared?.Attempt.ToString()),
        new EventField("publication", publication),
        new EventField("lateness_seconds", verdict.Lateness.TotalSeconds),
        new EventField("late", verdict.Late));

    public static void Lost(EventLog log, LossCount loss) => log.Warning("loss",
        new EventField("column", loss.Column),
        new EventField("kind", LossKinds.Name(loss.Kind)),
        new EventField("policy", OnLosses.Name(loss.Policy)),
        new EventField("count", loss.Count));

    public static void Skipped(EventLog log, PublishedSnapshot snapshot) => log.Info(EventNames.Skipped,
        new EventField("reason", "already published"),
        new EventField("location", snapshot.Location),
        new EventField("rows", snapshot.Rows),
        new EventField("bytes", snapshot.Bytes),
        new EventField("publication", snapshot.PublicationId),
        new EventField("late", snapshot.Late));
}
