using System.Text.Json;
using Platform.Ledger.Findings;

namespace Platform.Ledger.Protocol;

// What the functions of schema platform are asked, as JSON in snake case; migrations 0005 and later say what each member means.

internal sealed record ClaimCall(
    int LedgerVersion, string Source, string Schema, string Table, string Output, string SnapshotTime, string Attempt, string EntryHash, string Holder, bool Force,
    string? Schedule, DateTimeOffset? NextRunAt, string? JobId, string? Version, string? Prefix, JsonElement? Metadata, double LeaseSeconds);

internal sealed record LeaseCall(long RunId, string Attempt, long Fencing);

internal sealed record HeartbeatCall(IReadOnlyList<LeaseCall> Leases, double LeaseSeconds);

internal sealed record FailCall(
    long RunId, string Attempt, long Fencing, string ErrorType, string ErrorStage, string ErrorMessage, string? ErrorHint, int ExitCode);

internal sealed record RecordCall(string Attempt, IReadOnlyList<PartRecord> Parts, IReadOnlyList<LossRecord> Losses, IReadOnlyList<CheckRecord> Checks);

internal sealed record DecideMember(
    long RunId, string Attempt, long Fencing, JsonElement Pointer, string Location, string Format, string Compression, long Rows, long Bytes, int Files,
    DateTimeOffset CapturedAt, bool Late, string? SchemaFingerprint, JsonElement? DatabaseSnapshot, JsonElement? Metadata);

internal sealed record DecideCall(string DecisionId, string Sender, DateTimeOffset ProcessTime, long? Above, IReadOnlyList<DecideMember> Members);

internal sealed record SendCall(long PublicationId, string Sender, DateTimeOffset ProcessTime, double? SettleSeconds);

internal sealed record FinishCall(long PublicationId, string Sender);

internal sealed record RollbackCall(
    string DecisionId, string Sender, DateTimeOffset ProcessTime, long? Above, string Source, string Schema, string Table, string Output, string SnapshotTime, string? Attempt);

internal sealed record RemoveCall(string DecisionId, string Sender, DateTimeOffset ProcessTime, long? Above, long RunId, string Attempt, double GraceSeconds);

internal sealed record DeletingCall(string Attempt, double GraceSeconds);

internal sealed record ShareCall(string Attempt, long Fencing, string FilesOf);

internal sealed record HoldLatestCall(string Source, string Schema, string Table, string Output, string? SnapshotTime, string Holder);

internal sealed record ReaffirmCall(string DecisionId, string Sender, DateTimeOffset ProcessTime, long? Above, long RunId, long PublicationId);

internal sealed record TellAgainCall(IReadOnlyList<long> Publications, string Sender, DateTimeOffset ProcessTime);
