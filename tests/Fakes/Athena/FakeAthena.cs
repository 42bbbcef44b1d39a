using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Fakes.Http;
using Platform.Fakes.Services;

namespace Platform.Fakes.Athena;

/// <summary>Workgroups and queries. A query is queued and runs before it answers; what it answers is the test's to say, or to compute from the files themselves.</summary>
public sealed class FakeAthena : FakeJsonService
{
    private readonly Dictionary<string, (string Token, FakeQuery Query)> _queries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _workgroups;
    private readonly Lock _gate = new();

    private FakeAthena(IEnumerable<string> workgroups) : base("athena", "AmazonAthena") => _workgroups = [.. workgroups];

    /// <summary>What a query answers: told its SQL and database.</summary>
    public Func<FakeQuery, FakeQueryResult> Answer { get; set; } = _ => FakeQueryResult.Failed("TABLE_NOT_FOUND: the fake has no answer");

    public static async Task<FakeAthena> StartAsync(params string[] workgroups)
    {
        var fake = new FakeAthena(workgroups);
        await fake.ServeAsync();
        return fake;
    }

    public IReadOnlyList<FakeQuery> Queries
    {
        get
        {
            lock (_gate) return [.. _queries.Values.Select(q => q.Query)];
        }
    }

    protected override JsonObject Run(string operation, JsonElement request)
    {
        lock (_gate)
        {
            return operation switch
            {
                "StartQueryExecution" => Start(request),
                "GetQueryExecution" => new JsonObject { ["QueryExecution"] = Find(request).Step() },
                "GetQueryResults" => Results(request),
                "StopQueryExecution" => Stop(request),
                _ => throw new FakeError(400, "UnknownOperationException", $"{operation} is not implemented"),
            };
        }
    }

    private JsonObject Start(JsonElement request)
    {
        var workgroup = request.TryGetProperty("WorkGroup", out var named) ? named.GetString()! : "primary";
        if (!_workgroups.Contains(workgroup)) throw Invalid($"WorkGroup {workgroup} is not found.");
        var token = request.TryGetProperty("ClientRequestToken", out var given) ? given.GetString()! : throw Invalid("the request is not idempotent: it has no ClientRequestToken");
        var sql = request.GetProperty("QueryString").GetString()!;
        var known = _queries.Values.FirstOrDefault(q => q.Token == token).Query;
        if (known is not null && known.Sql != sql) throw Invalid("Idempotent parameters do not match");
        if (known is null)
        {
            known = new FakeQuery(Guid.NewGuid().ToString(), sql, request.GetProperty("QueryExecutionContext").GetProperty("Database").GetString()!, workgroup);
            known.Result = Answer(known);
            _queries[known.Id] = (token, known);
        }
        return new JsonObject { ["QueryExecutionId"] = known.Id };
    }

    private JsonObject Results(JsonElement request)
    {
        var query = Find(request);
        if (query.State != "SUCCEEDED") throw Invalid($"Query has not yet finished. Current state: {query.State}");
        var from = request.TryGetProperty("NextToken", out var token) ? int.Parse(token.GetString()!, CultureInfo.InvariantCulture) : 0;
        var limit = request.TryGetProperty("MaxResults", out var max) ? max.GetInt32() : 1_000;
        var header = query.Result.Columns.Select(column => (string?)column.Name).ToArray();
        IReadOnlyList<string?[]> all = [header, .. query.Result.Rows];
        var answer = new JsonObject
        {
            ["ResultSet"] = new JsonObject
            {
                ["Rows"] = new JsonArray([.. all.Skip(from).Take(limit).Select(Row)]),
                ["ResultSetMetadata"] = new JsonObject { ["ColumnInfo"] = new JsonArray([.. query.Result.Columns.Select(c => new JsonObject { ["Name"] = c.Name, ["Type"] = c.Type })]) },
            },
        };
        if (from + limit < all.Count) answer["NextToken"] = (from + limit).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private JsonObject Stop(JsonElement request)
    {
        Find(request).Stop();
        return [];
    }

    private FakeQuery Find(JsonElement request) => _queries.TryGetValue(request.GetProperty("QueryExecutionId").GetString()!, out var found) ? found.Query : throw Invalid("QueryExecution was not found");

    private static JsonObject Row(string?[] values) => new()
    {
        ["Data"] = new JsonArray([.. values.Select(value => value is null ? new JsonObject() : new JsonObject { ["VarCharValue"] = value })]),
    };

    private static FakeError Invalid(string message) => new(400, "InvalidRequestException", message);
}
