using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Fakes.Http;
using Platform.Fakes.Logs;
using Platform.Fakes.Services;

namespace Platform.Fakes.Batch;

/// <summary>Queues, job definitions and jobs. A job takes a step towards its end each time it is described, so that a test needs no clock.</summary>
public sealed partial class FakeBatch : FakeJsonService
{
    private readonly Dictionary<string, Definition> _definitions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _queues = new(StringComparer.Ordinal);
    private readonly List<FakeBatchJob> _jobs = [];
    private readonly FakeLogs _logs;
    private readonly Lock _gate = new();

    private FakeBatch(FakeLogs logs) : base("batch", targetPrefix: null) => _logs = logs;

    /// <summary>What becomes of a job: told when it is submitted.</summary>
    public Func<FakeBatchJob, JobPlan> Plan { get; set; } = _ => new JobPlan();

    public static async Task<FakeBatch> StartAsync(FakeLogs logs)
    {
        var fake = new FakeBatch(logs);
        await fake.ServeAsync();
        return fake;
    }

    /// <summary>All jobs, oldest first.</summary>
    public IReadOnlyList<FakeBatchJob> Jobs
    {
        get
        {
            lock (_gate) return [.. _jobs];
        }
    }

    public void AddQueue(string name) => _queues.Add(name);

    /// <summary>Makes a job definition.</summary>
    /// <param name="name">Without a revision.</param>
    /// <param name="logGroup">Where its jobs' lines go.</param>
    /// <param name="command">With <c>Ref::name</c> where a parameter belongs.</param>
    public void Register(string name, string logGroup, params string[] command) => _definitions[name] = new Definition(logGroup, command);

    /// <summary>Puts a job there as a schedule does: its name is its definition's.</summary>
    public FakeBatchJob Submit(string definition, string queue, string at) =>
        Add(definition, queue, definition, new Dictionary<string, string>(StringComparer.Ordinal) { ["at"] = at }, null);

    protected override JsonObject Run(string operation, JsonElement request)
    {
        lock (_gate)
        {
            return operation switch
            {
                "SubmitJob" => SubmitJob(request),
                "DescribeJobs" => DescribeJobs(request),
                "ListJobs" => ListJobs(request),
                "TerminateJob" => TerminateJob(request),
                _ => throw new FakeError(404, "UnknownOperationException", $"{operation} is not implemented"),
            };
        }
    }

    private JsonObject SubmitJob(JsonElement request)
    {
        var name = request.GetProperty("jobName").GetString()!;
        if (!NamePattern.IsMatch(name)) throw Refused("Job name should match valid pattern");
        var parameters = request.TryGetProperty("parameters", out var given)
            ? given.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal) : [];
        var command = request.TryGetProperty("containerOverrides", out var overrides) && overrides.TryGetProperty("command", out var words)
            ? words.EnumerateArray().Select(word => word.GetString()!).ToList() : null;
        var job = Add(name, request.GetProperty("jobQueue").GetString()!, request.GetProperty("jobDefinition").GetString()!, parameters, command);
        return new JsonObject { ["jobArn"] = job.Arn, ["jobId"] = job.Id, ["jobName"] = name };
    }

    private FakeBatchJob Add(string name, string queue, string definition, IReadOnlyDictionary<string, string> parameters, IReadOnlyList<string>? command)
    {
        if (!_queues.Contains(queue)) throw Refused($"Job Queue {queue} does not exist");
        if (!_definitions.TryGetValue(definition, out var deployed)) throw Refused($"JobDefinition {definition} does not exist");
        var words = (command ?? deployed.Command).Select(word => !word.StartsWith("Ref::", StringComparison.Ordinal) ? word
            : parameters.TryGetValue(word[5..], out var value) ? value : throw Refused($"Parameter {word[5..]} is not given")).ToList();
        var job = new FakeBatchJob(name, queue, definition, parameters, words) { LogGroup = deployed.LogGroup, CreatedAt = 1_772_359_200_000 + _jobs.Count };
        job.Plan = Plan(job);
        _jobs.Add(job);
        return job;
    }

    private JsonObject DescribeJobs(JsonElement request)
    {
        var ids = request.GetProperty("jobs").EnumerateArray().Select(id => id.GetString()).ToList();
        if (ids.Count > 100) throw Refused("Maximum number of jobs is 100");
        var found = _jobs.Where(job => ids.Contains(job.Id)).ToList();
        var answer = new JsonArray([.. found.Select(job => job.Described())]);
        foreach (var job in found) job.Step(_logs);
        return new JsonObject { ["jobs"] = answer };
    }

    private JsonObject ListJobs(JsonElement request)
    {
        var queue = request.GetProperty("jobQueue").GetString()!;
        if (!_queues.Contains(queue)) throw Refused($"Job Queue {queue} does not exist");
        var filter = request.GetProperty("filters").EnumerateArray().Single();
        if (filter.GetProperty("name").GetString() != "JOB_DEFINITION") throw Refused("only the filter JOB_DEFINITION is implemented");
        var definition = filter.GetProperty("values").EnumerateArray().Single().GetString();
        var limit = request.TryGetProperty("maxResults", out var max) ? max.GetInt32() : 100;
        if (limit is < 1 or > 100) throw Refused("maxResults must be between 1 and 100");
        var from = request.TryGetProperty("nextToken", out var token) ? int.Parse(token.GetString()!, CultureInfo.InvariantCulture) : 0;
        var all = _jobs.Where(job => job.Queue == queue && job.Definition == definition).OrderByDescending(job => job.CreatedAt).ToList();
        var answer = new JsonObject { ["jobSummaryList"] = new JsonArray([.. all.Skip(from).Take(limit).Select(job => job.Summary())]) };
        if (from + limit < all.Count) answer["nextToken"] = (from + limit).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private JsonObject TerminateJob(JsonElement request)
    {
        var id = request.GetProperty("jobId").GetString();
        _jobs.Find(job => job.Id == id)?.Terminate(request.GetProperty("reason").GetString()!);
        return [];
    }

    private static FakeError Refused(string message) => new(400, "ClientException", message);

    private sealed record Definition(string LogGroup, IReadOnlyList<string> Command);

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_-]{0,127}$")]
    private static partial Regex NamePattern { get; }
}
