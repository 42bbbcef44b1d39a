using Platform.Aws.Athena;
using Platform.Aws.Calls;
using Platform.Aws.Failures;
using Platform.Registry.Failures;

namespace Platform.Lake.Athena;

/// <summary>Runs SQL in a workgroup of Amazon Athena and waits for it. One that nobody waits for any more is stopped: it would go on costing.</summary>
public sealed class AthenaQueries(AwsClient client, string workgroup, TimeProvider time)
{
    private const int Page = 1_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <param name="sql">One statement.</param>
    /// <param name="database">Where its tables are.</param>
    /// <param name="maxRows">At most so many rows are fetched.</param>
    /// <param name="cancellation">Stops the query in Athena too.</param>
    /// <exception cref="PlatformException"><c>query-failed</c> (65, or 75 where Athena says that it may succeed), <c>aws-permission</c> (77), <c>aws-refused</c> (78), <c>aws-busy</c> (75).</exception>
    public async Task<AthenaAnswer> RunAsync(string sql, string database, int maxRows, CancellationToken cancellation)
    {
        // The token makes a repeated request the same query.
        var request = new StartQueryExecutionRequest(sql, Guid.NewGuid().ToString("N"), workgroup, new QueryExecutionContext(database));
        var id = (await CallAsync(AthenaOperations.StartQueryExecution, request, cancellation).ConfigureAwait(false)).QueryExecutionId;
        try
        {
            var execution = await EndAsync(id, cancellation).ConfigureAwait(false);
            return await ResultAsync(id, execution, maxRows, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(id).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<QueryExecution> EndAsync(string id, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            var execution = (await CallAsync(AthenaOperations.GetQueryExecution, new GetQueryExecutionRequest(id), cancellation).ConfigureAwait(false)).QueryExecution;
            switch (execution.Status.State)
            {
                case "SUCCEEDED": return execution;
                case "FAILED" or "CANCELLED": throw Failed(id, execution.Status);
            }

            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<AthenaAnswer> ResultAsync(string id, QueryExecution execution, int maxRows, CancellationToken cancellation)
    {
        var rows = new List<IReadOnlyList<string?>>();
        IReadOnlyList<(string Name, string Type)> columns = [];
        string? next = null;
        do
        {
            var page = await CallAsync(AthenaOperations.GetQueryResults, new GetQueryResultsRequest(id, Page, next), cancellation).ConfigureAwait(false);
            var isFirst = next is null;
            if (isFirst) columns = [.. (page.ResultSet.ResultSetMetadata?.ColumnInfo ?? []).Select(column => (column.Name, column.Type))];
            var read = (page.ResultSet.Rows ?? []).Select(row => (IReadOnlyList<string?>)[.. (row.Data ?? []).Select(datum => datum.VarCharValue)]);
            rows.AddRange(isFirst ? WithoutHeader(read, columns) : read);
            next = page.NextToken;
        }
        while (next is not null && rows.Count <= maxRows);
        var isComplete = next is null && rows.Count <= maxRows;
        if (rows.Count > maxRows) rows.RemoveRange(maxRows, rows.Count - maxRows);
        return new AthenaAnswer(
            id, columns, rows, isComplete, execution.Statistics?.DataScannedInBytes ?? 0, TimeSpan.FromMilliseconds(execution.Statistics?.TotalExecutionTimeInMillis ?? 0), execution.ResultConfiguration?.OutputLocation);
    }

    /// <summary>A SELECT repeats its columns' names as its first row; SHOW and DESCRIBE do not.</summary>
    private static IEnumerable<IReadOnlyList<string?>> WithoutHeader(IEnumerable<IReadOnlyList<string?>> rows, IReadOnlyList<(string Name, string Type)> columns)
    {
        var all = rows.ToList();
        return all.Count > 0 && all[0].SequenceEqual(columns.Select(column => column.Name)) ? all.Skip(1) : all;
    }

    private async Task StopAsync(string id)
    {
        using var limit = new CancellationTokenSource(StopLimit, time);
        try
        {
            await client.CallAsync(AthenaOperations.StopQueryExecution, new StopQueryExecutionRequest(id), signedAt: null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AwsServiceException or HttpRequestException or IOException or OperationCanceledException)
        {
            // It ends by the workgroup's own limit; that the caller gave up is what is told.
        }
    }

    private async Task<TAnswer> CallAsync<TRequest, TAnswer>(AwsOperation<TRequest, TAnswer> operation, TRequest request, CancellationToken cancellation)
    {
        try
        {
            return await client.CallAsync(operation, request, signedAt: null, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not PlatformException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw AwsFailures.Translate(e, Stage.Check, $"workgroup {workgroup}");
        }
    }

    private static PlatformException Failed(string id, QueryExecutionStatus status)
    {
        var passes = status.AthenaError?.Retryable == true;
        return new PlatformException(
            Stage.Check, passes ? ExitCode.TryAgain : ExitCode.Data, $"Athena's query {id} {(status.State == "CANCELLED" ? "was cancelled" : "failed")}: {status.StateChangeReason ?? "no reason is given"}",
            passes ? "Athena says that it may succeed: run it again" : "correct the query, or look it up in Athena's history by its id")
        { Kind = FailureKinds.QueryFailed };
    }
}
