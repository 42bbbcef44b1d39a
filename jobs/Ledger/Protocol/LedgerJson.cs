using System.Text.Json.Serialization;
using Platform.Ledger.Reading;

namespace Platform.Ledger.Protocol;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClaimCall))]
[JsonSerializable(typeof(HeartbeatCall))]
[JsonSerializable(typeof(FailCall))]
[JsonSerializable(typeof(RecordCall))]
[JsonSerializable(typeof(DecideCall))]
[JsonSerializable(typeof(SendCall))]
[JsonSerializable(typeof(FinishCall))]
[JsonSerializable(typeof(ClaimAnswer))]
[JsonSerializable(typeof(HeartbeatAnswer))]
[JsonSerializable(typeof(RecordedAnswer))]
[JsonSerializable(typeof(DecideAnswer))]
[JsonSerializable(typeof(SendAnswer))]
[JsonSerializable(typeof(FinishAnswer))]
[JsonSerializable(typeof(RollbackCall))]
[JsonSerializable(typeof(RollbackAnswer))]
[JsonSerializable(typeof(HoldLatestCall))]
[JsonSerializable(typeof(RemoveCall))]
[JsonSerializable(typeof(RemoveAnswer))]
[JsonSerializable(typeof(DeletingCall))]
[JsonSerializable(typeof(ShareCall))]
[JsonSerializable(typeof(DeletingAnswer))]
[JsonSerializable(typeof(RetainedAttempt))]
[JsonSerializable(typeof(HoldLatestAnswer))]
[JsonSerializable(typeof(RunStatus))]
[JsonSerializable(typeof(TableHistory))]
[JsonSerializable(typeof(AttemptStatus))]
[JsonSerializable(typeof(TimelineRun))]
internal sealed partial class LedgerJson : JsonSerializerContext;
