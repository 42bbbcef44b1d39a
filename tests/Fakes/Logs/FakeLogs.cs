using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Fakes.Http;
using Platform.Fakes.Services;

namespace Platform.Fakes.Logs;

/// <summary>CloudWatch's log groups and streams. A page holds few lines, so that whoever reads them must turn pages.</summary>
public sealed class FakeLogs : FakeJsonService
{
    private const int PageSize = 3;
    private readonly Dictionary<(string Group, string Stream), List<string>> _streams = [];
    private readonly Lock _gate = new();

    private FakeLogs() : base("logs", "Logs_20140328")
    {
    }

    public static async Task<FakeLogs> StartAsync()
    {
        var fake = new FakeLogs();
        await fake.ServeAsync();
        return fake;
    }

    /// <summary>Adds a line to a stream, which is made where it is not there.</summary>
    public void Write(string group, string stream, string line)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue((group, stream), out var lines)) _streams[(group, stream)] = lines = [];
            lines.Add(line);
        }
    }

    protected override JsonObject Run(string operation, JsonElement request)
    {
        if (operation != "GetLogEvents") throw new FakeError(400, "UnknownOperationException", $"{operation} is not implemented");
        lock (_gate)
        {
            if (!_streams.TryGetValue((request.GetProperty("logGroupName").GetString()!, request.GetProperty("logStreamName").GetString()!), out var lines))
                throw new FakeError(400, "ResourceNotFoundException", "The specified log stream does not exist.");
            var isForward = request.TryGetProperty("startFromHead", out var head) && head.GetBoolean();
            var hasToken = request.TryGetProperty("nextToken", out var token);
            if (hasToken && !isForward) throw new FakeError(400, "InvalidParameterException", "startFromHead must be true with a forward token");
            var from = hasToken ? int.Parse(token.GetString()![2..], CultureInfo.InvariantCulture) : isForward ? 0 : Math.Max(0, lines.Count - PageSize);
            var page = lines.Skip(from).Take(PageSize).Select((line, i) => new JsonObject { ["timestamp"] = 1_772_359_200_000 + from + i, ["message"] = line, ["ingestionTime"] = 1_772_359_201_000 }).ToList();
            return new JsonObject
            {
                ["events"] = new JsonArray([.. page]),
                ["nextForwardToken"] = string.Create(CultureInfo.InvariantCulture, $"f/{from + page.Count}"),
                ["nextBackwardToken"] = string.Create(CultureInfo.InvariantCulture, $"b/{from}"),
            };
        }
    }
}
