using System.Text.Json.Serialization;

namespace Platform.Operator.Answers;

/// <summary>The JSON of every answer: snake case, indented for people who pipe it nowhere.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(LocalAnswer))]
[JsonSerializable(typeof(SnapshotAnswer))]
[JsonSerializable(typeof(PathAnswer))]
[JsonSerializable(typeof(TableListAnswer))]
[JsonSerializable(typeof(TablesAddAnswer))]
[JsonSerializable(typeof(TableCheckAnswer))]
[JsonSerializable(typeof(MigrateAnswer))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(GapsAnswer))]
[JsonSerializable(typeof(RollbackAnswer))]
[JsonSerializable(typeof(AttemptsAnswer))]
[JsonSerializable(typeof(RepairAnswer))]
[JsonSerializable(typeof(LatestAnswer))]
[JsonSerializable(typeof(RestoreAnswer))]
[JsonSerializable(typeof(DrillAnswer))]
[JsonSerializable(typeof(PruneAnswer))]
[JsonSerializable(typeof(DoctorAnswer))]
[JsonSerializable(typeof(TablesMigrateAnswer))]
[JsonSerializable(typeof(QueryAnswer))]
[JsonSerializable(typeof(QueryScriptAnswer))]
[JsonSerializable(typeof(LogsAnswer))]
[JsonSerializable(typeof(CancelAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
