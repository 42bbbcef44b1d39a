using Platform.Registry.Layout;

namespace Platform.Ledger.Runs;

/// <summary>What readers see of a run.</summary>
public sealed record PublishedSnapshot(
    Ulid Attempt, long PublicationId, string Location, long Rows, long Bytes, DateTimeOffset CapturedAt, bool Late);
