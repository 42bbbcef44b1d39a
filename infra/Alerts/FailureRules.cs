using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Failures;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Platform.Infra.Alerts;

/// <summary>
/// One rule per meaning of a failed job: its notice carries the table, the hour, what the exit code means, what to do, and the command that runs the
/// hour again. An event's text cannot look a code up, so each code has a rule of its own.
/// </summary>
public sealed class FailureRules : ComponentResource
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, int[] Codes, string Error, string Hint)[] Meanings =
    [
        ("usage", [(int)ExitCode.Usage], "the job was started wrongly", "the schedule's time is not one of the table's: deploy again, so that schedule and entry agree"),
        ("data", [(int)ExitCode.Data], "the data was refused", "the live table drifted from its entry, a check failed, or the hour can no longer be captured; the log says which"),
        ("unavailable", [(int)ExitCode.Unavailable], "a dependency is gone for good", "host, database or table does not exist any more: correct the secret, or retire the table"),
        ("try_again", [(int)ExitCode.TryAgain], "every retry failed on a passing fault", "source, ledger or lake was out of reach for the whole time: rerun when it is back"),
        ("permission", [(int)ExitCode.Permission], "a permission is missing", "the log names the grant to ask for"),
        ("configuration", [(int)ExitCode.Configuration], "the configuration is wrong", "the log names the mistake; a deployment from main repairs a definition that was changed by hand"),
    ];

    public FailureRules(string name, CloudSettings settings, Notices notices, Output<string> deadLetters, ComponentResourceOptions options)
        : base("platform:alerts:FailureRules", name, options)
    {
        foreach (var (meaning, codes, error, hint) in Meanings)
            Rule(meaning, new JsonArray([.. codes.Select(code => (JsonNode)code)]), error, hint);
        int[] known = [.. Meanings.SelectMany(meaning => meaning.Codes)];
        Rule("other", new JsonArray(new JsonObject { ["anything-but"] = new JsonArray([.. known.Select(code => (JsonNode)code)]) }, new JsonObject { ["exists"] = false }),
            "the job ended without a verdict", "it was killed (memory, timeout), never started, or its image is broken; the status reason says which");
        RegisterOutputs();

        void Rule(string meaning, JsonArray exitCodes, string error, string hint)
        {
            var rule = new Aws.CloudWatch.EventRule($"failed-{meaning}", new Aws.CloudWatch.EventRuleArgs
            {
                Name = CloudName.Of(settings.Stack, $"failed-{meaning}"),
                Description = $"Failed jobs: {error}",
                EventPattern = Pattern(settings, exitCodes).ToJsonString(Relaxed),
                State = "ENABLED",
                Tags = CloudTags.OfStack(settings),
            }, new CustomResourceOptions { Parent = this });
            _ = new Aws.CloudWatch.EventTarget($"failed-{meaning}", new Aws.CloudWatch.EventTargetArgs
            {
                Rule = rule.Name,
                Arn = notices.Topic,
                DeadLetterConfig = new EventTargetDeadLetterConfigArgs { Arn = deadLetters },
                InputTransformer = new EventTargetInputTransformerArgs
                {
                    InputPaths = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["notice"] = "$.detail.parameters.notice",
                        ["rerun"] = "$.detail.parameters.rerun",
                        ["at"] = "$.detail.parameters.at",
                        ["job"] = "$.detail.jobId",
                        ["reason"] = "$.detail.statusReason",
                        ["log"] = "$.detail.container.logStreamName",
                    },
                    InputTemplate = Notice(settings, error, hint),
                },
            }, new CustomResourceOptions { Parent = this });
        }
    }

    private static JsonObject Pattern(CloudSettings settings, JsonArray exitCodes) => new()
    {
        ["source"] = new JsonArray("aws.batch"),
        ["detail-type"] = new JsonArray("Batch Job State Change"),
        ["detail"] = new JsonObject
        {
            ["status"] = new JsonArray("FAILED"),
            ["jobName"] = new JsonArray(new JsonObject { ["prefix"] = $"{CloudName.Prefix(settings.Stack)}-" }),
            ["container"] = new JsonObject { ["exitCode"] = exitCodes },
        },
    };

    /// <summary>Each line of the template is a JSON string; EventBridge puts the event's values in.</summary>
    private static string Notice(CloudSettings settings, string error, string hint) => string.Join('\n', new[]
    {
        $"platform {settings.Stack}: <notice> <at>",
        $"error: {error} (<reason>)",
        $"hint: {hint}",
        $"rerun: <rerun> <at>",
        $"log: group {CloudName.JobLogs(settings.Stack)}, stream <log>; job <job>",
    }.Select(line => JsonSerializer.Serialize(line, Relaxed)));
}
