using System.Text.Json.Nodes;
using Platform.Infra.Plan;

namespace Platform.Infra.Tests.Alerts;

/// <summary>The rules for failed jobs as EventBridge would apply them to the events that Batch sends.</summary>
public sealed class FailureRulesTests
{
    [Theory]
    [InlineData(64, "usage")]
    [InlineData(65, "data")]
    [InlineData(69, "unavailable")]
    [InlineData(75, "try_again")]
    [InlineData(77, "permission")]
    [InlineData(78, "configuration")]
    // Killed by SIGKILL, an unhandled error, and a job that never had a container.
    [InlineData(137, "other")]
    [InlineData(1, "other")]
    [InlineData(null, "other")]
    public async Task FailedJob_AnyExitCode_MatchesExactlyOneRule(int? exitCode, string meaning)
    {
        var failed = Event(await PlanAsync(), exitCode);
        Assert.Equal([$"failed-{meaning}"], await MatchingAsync(failed));
    }

    [Fact]
    public async Task Job_ThatSucceededOrIsAnotherStacks_MatchesNone()
    {
        var succeeded = Event(await PlanAsync(), 0);
        succeeded["detail"]!["status"] = "SUCCEEDED";
        Assert.Empty(await MatchingAsync(succeeded));
        var foreign = Event(await PlanAsync(), 65);
        foreign["detail"]!["jobName"] = "platform-prod-shop-public-orders";
        Assert.Empty(await MatchingAsync(foreign));
    }

    [Fact]
    public async Task Notice_OfATable_CarriesTableHourErrorHintAndTheExactRerunCommand()
    {
        var plan = await PlanAsync();
        Assert.Equal(
            """
            platform test: shop/public.orders has no snapshot for 2026-03-01T10:00:00Z
            error: the data was refused (Essential container in task exited)
            hint: the live table drifted from its entry, a check failed, or the hour can no longer be captured; the log says which
            rerun: ./platform snapshot --stack test --table shop/public.orders --at 2026-03-01T10:00:00Z
            log: group /platform-test/jobs, stream platform-test-shop-public-orders/default/1; job 8b5b
            """,
            Notice(plan, "failed-data", Event(plan, 65)));
    }

    [Fact]
    public async Task Notice_OfTheWatchJob_DoesNotSpeakOfSnapshots()
    {
        var plan = await PlanAsync();
        var notice = Notice(plan, "failed-try_again", Event(plan, 75, "watch"));
        Assert.StartsWith("platform test: the watch job told nothing of any table at 2026-03-01T10:00:00Z\n", notice, StringComparison.Ordinal);
        Assert.Contains("\nrerun: not needed, it looks again within a quarter of an hour; until then ./platform status --stack test; missed 2026-03-01T10:00:00Z\n", notice, StringComparison.Ordinal);
    }

    private static async Task<PlanDocument> PlanAsync() => (await StackPlan.OfAsync(Samples.Inputs)).Expanded;

    /// <summary>A job state change as Batch reports it, with the parameters of the definition and of the schedule.</summary>
    private static JsonObject Event(PlanDocument plan, int? exitCode, string job = "shop/public.orders")
    {
        var definition = plan.One("aws:batch/jobDefinition:JobDefinition", job).Inputs;
        var parameters = definition["parameters"]!.DeepClone().AsObject();
        foreach (var (name, _) in plan.One("aws:scheduler/schedule:Schedule", job).Inputs["target"]!["input"]!["Parameters"]!.AsObject()) parameters[name] = "2026-03-01T10:00:00Z";
        var container = new JsonObject { ["logStreamName"] = $"{(string)definition["name"]!}/default/1" };
        if (exitCode is { } code) container["exitCode"] = code;
        return new JsonObject
        {
            ["source"] = "aws.batch",
            ["detail-type"] = "Batch Job State Change",
            ["detail"] = new JsonObject
            {
                ["jobName"] = definition["name"]!.DeepClone(),
                ["jobId"] = "8b5b",
                ["status"] = "FAILED",
                ["statusReason"] = "Essential container in task exited",
                ["parameters"] = parameters,
                ["container"] = container,
            },
        };
    }

    private static async Task<IEnumerable<string>> MatchingAsync(JsonObject failed) =>
        (await PlanAsync()).Of("aws:cloudwatch/eventRule:EventRule").Where(rule => Matches(rule.Inputs["eventPattern"]!.AsObject(), failed)).Select(rule => rule.Name);

    /// <summary>EventBridge's matching: every key of the pattern, of its list any.</summary>
    private static bool Matches(JsonObject pattern, JsonObject value) => pattern.All(pair => pair.Value switch
    {
        JsonObject inner => value[pair.Key] is JsonObject inside && Matches(inner, inside),
        JsonArray any => any.Any(each => MatchesOne(each!, value[pair.Key])),
        _ => throw new InvalidOperationException("a pattern holds objects and lists"),
    });

    private static bool MatchesOne(JsonNode expected, JsonNode? value) => expected switch
    {
        JsonObject rule when rule["prefix"] is { } prefix => value is not null && ((string)value!).StartsWith((string)prefix!, StringComparison.Ordinal),
        JsonObject rule when rule["exists"] is { } exists => value is not null == (bool)exists,
        JsonObject rule when rule["anything-but"] is JsonArray others => value is not null && others.All(other => !JsonNode.DeepEquals(other, value)),
        _ => JsonNode.DeepEquals(expected, value),
    };

    /// <summary>The input transformer: paths into the event, put where the template names them.</summary>
    private static string Notice(PlanDocument plan, string rule, JsonObject failed)
    {
        var transformer = plan.One("aws:cloudwatch/eventTarget:EventTarget", rule).Inputs["inputTransformer"]!;
        var template = (string)transformer["inputTemplate"]!;
        foreach (var (name, path) in transformer["inputPaths"]!.AsObject())
        {
            var value = ((string)path!).Split('.').Skip(1).Aggregate((JsonNode)failed, (node, key) => node[key] ?? throw new InvalidOperationException($"the event has no {path}"));
            template = template.Replace($"<{name}>", (string)value!, StringComparison.Ordinal);
        }
        Assert.DoesNotContain('<', template);
        return string.Join('\n', template.Split('\n').Select(line => (string)JsonNode.Parse(line)!));
    }
}
