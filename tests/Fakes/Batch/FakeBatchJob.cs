using System.Text.Json.Nodes;
using Platform.Fakes.Logs;
using Platform.Fakes.Services;

namespace Platform.Fakes.Batch;

/// <summary>A job and how far it has come.</summary>
public sealed class FakeBatchJob(string name, string queue, string definition, IReadOnlyDictionary<string, string> parameters, IReadOnlyList<string> command)
{
    private readonly List<(string? Stream, int? ExitCode)> _ended = [];

    public string Id { get; } = Guid.NewGuid().ToString();

    public string Name { get; } = name;

    public string Queue { get; } = queue;

    public string Definition { get; } = definition;

    public IReadOnlyDictionary<string, string> Parameters { get; } = parameters;

    /// <summary>What the container runs, parameters put in.</summary>
    public IReadOnlyList<string> Command { get; } = command;

    public string Status { get; private set; } = "SUBMITTED";

    public string? StatusReason { get; private set; }

    /// <summary>Why somebody terminated it; null where nobody did.</summary>
    public string? Terminated { get; private set; }

    public string Arn => $"arn:aws:batch:{FakeJsonService.Region}:{FakeJsonService.Account}:job/{Id}";

    internal JobPlan Plan { get; set; } = new();

    internal string LogGroup { get; init; } = "";

    internal long CreatedAt { get; init; }

    private string Stream => $"{Definition}/default/{Id.Replace("-", "", StringComparison.Ordinal)}{_ended.Count}";

    internal void Step(FakeLogs logs)
    {
        Status = Status switch
        {
            "SUBMITTED" => "RUNNABLE",
            "RUNNABLE" when Plan.ExitCodes[_ended.Count] is null => Ended(null, null),
            "RUNNABLE" => Running(logs),
            "RUNNING" when !Plan.IsEndless => Ended(Stream, Plan.ExitCodes[_ended.Count]),
            var same => same,
        };
    }

    internal void Terminate(string reason)
    {
        if (Status is "SUCCEEDED" or "FAILED") return;
        (Status, StatusReason, Terminated) = ("FAILED", reason, reason);
    }

    internal JsonObject Summary() => new() { ["jobArn"] = Arn, ["jobId"] = Id, ["jobName"] = Name, ["createdAt"] = CreatedAt, ["status"] = Status, ["jobDefinition"] = Definition };

    internal JsonObject Described()
    {
        var described = new JsonObject
        {
            ["jobArn"] = Arn,
            ["jobId"] = Id,
            ["jobName"] = Name,
            ["jobQueue"] = Queue,
            ["jobDefinition"] = Definition,
            ["status"] = Status,
            ["createdAt"] = CreatedAt,
            ["startedAt"] = CreatedAt + 1_000,
            ["parameters"] = new JsonObject(Parameters.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value))),
            ["container"] = Container(Status == "RUNNING" ? (Stream, null) : _ended.Count > 0 ? _ended[^1] : (null, null)),
            ["attempts"] = new JsonArray([.. _ended.Select(attempt => new JsonObject { ["container"] = Container(attempt), ["statusReason"] = Plan.StatusReason })]),
        };
        if (StatusReason is not null) described["statusReason"] = StatusReason;
        return described;
    }

    private string Running(FakeLogs logs)
    {
        foreach (var line in Plan.Lines) logs.Write(LogGroup, Stream, line);
        return "RUNNING";
    }

    private string Ended(string? stream, int? exitCode)
    {
        _ended.Add((stream, exitCode));
        if (exitCode == 0) return "SUCCEEDED";
        if (_ended.Count < Plan.ExitCodes.Count) return "RUNNABLE";
        StatusReason = Plan.StatusReason;
        return "FAILED";
    }

    private static JsonObject Container((string? Stream, int? ExitCode) attempt)
    {
        var container = new JsonObject();
        if (attempt.Stream is not null) container["logStreamName"] = attempt.Stream;
        if (attempt.ExitCode is { } code) container["exitCode"] = code;
        return container;
    }
}
