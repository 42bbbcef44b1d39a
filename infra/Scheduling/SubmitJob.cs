using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Infra.Scheduling;

/// <summary>
/// What a schedule sends to Batch. The job definition is named without a revision: its newest is what runs. A job's name takes letters, digits,
/// hyphens and underscores, so the time, which has colons, is a parameter.
/// </summary>
public sealed record SubmitJob(string JobName, string JobQueue, string JobDefinition, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>EventBridge Scheduler's universal target for Batch.</summary>
    public const string Target = "arn:aws:scheduler:::aws-sdk:batch:submitJob";

    /// <summary>Replaced by the time for which the schedule fired, whenever it is delivered.</summary>
    public const string ScheduledTime = "<aws.scheduler.scheduled-time>";

    /// <summary>Written without escapes: Scheduler looks for its placeholder in the text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SubmitJson.Relaxed.SubmitJob);
}

[JsonSerializable(typeof(SubmitJob))]
internal sealed partial class SubmitJson : JsonSerializerContext
{
    public static SubmitJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
