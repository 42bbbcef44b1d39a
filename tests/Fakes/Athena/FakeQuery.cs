using System.Text.Json.Nodes;

namespace Platform.Fakes.Athena;

/// <summary>A query and how far it has come: a step each time somebody asks.</summary>
public sealed class FakeQuery(string id, string sql, string database, string workgroup)
{
    public string Id { get; } = id;

    public string Sql { get; } = sql;

    public string Database { get; } = database;

    public string Workgroup { get; } = workgroup;

    public string State { get; private set; } = "QUEUED";

    internal FakeQueryResult Result { get; set; } = FakeQueryResult.Failed("no answer");

    internal void Stop()
    {
        if (State is "QUEUED" or "RUNNING") State = "CANCELLED";
    }

    internal JsonObject Step()
    {
        var status = new JsonObject { ["State"] = State };
        if (State == "FAILED")
        {
            status["StateChangeReason"] = Result.Failure;
            status["AthenaError"] = new JsonObject { ["ErrorCategory"] = Result.IsRetryable ? 1 : 2, ["Retryable"] = Result.IsRetryable };
        }
        var described = new JsonObject
        {
            ["QueryExecutionId"] = Id,
            ["Query"] = Sql,
            ["WorkGroup"] = Workgroup,
            ["QueryExecutionContext"] = new JsonObject { ["Database"] = Database },
            ["Status"] = status,
            ["ResultConfiguration"] = new JsonObject { ["OutputLocation"] = $"s3://lake-results/athena/{Id}.csv" },
            ["Statistics"] = new JsonObject { ["DataScannedInBytes"] = State == "SUCCEEDED" ? Result.BytesScanned : 0, ["TotalExecutionTimeInMillis"] = 1_250 },
        };
        State = State switch
        {
            "QUEUED" => "RUNNING",
            "RUNNING" when Result.IsEndless => State,
            "RUNNING" => Result.Failure is null ? "SUCCEEDED" : "FAILED",
            _ => State,
        };
        return described;
    }
}
