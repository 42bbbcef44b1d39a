using System.Globalization;
using Platform.Aws.Calls;
using Platform.Lake.Athena;
using Platform.Ledger.Findings;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Invocation;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Verifying;

/// <summary>
/// What readers find, asked of readers' own engine: rows and distinct keys of the snapshot that was just published, held against what the ledger records of it. A query that
/// cannot be run leaves the snapshot unverified, and is told; a difference ends the run, and the snapshot stays published.
/// </summary>
internal static class AthenaVerification
{
    /// <summary>Queueing included; the workgroup is shared with people.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <param name="attempt">Published.</param>
    /// <param name="rows">As the ledger records them.</param>
    /// <param name="settings">Of the process.</param>
    /// <param name="services">Of the process.</param>
    /// <param name="cancellation">Stops the query too.</param>
    /// <exception cref="PlatformException">Data, <c>verification-failed</c>.</exception>
    public static async Task RunAsync(TableAttempt attempt, long rows, JobSettings settings, Services services, CancellationToken cancellation)
    {
        if (services.Store.Lake.IsFile) return;
        using var limit = new CancellationTokenSource(Limit, services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await CompareAsync(attempt, rows, settings, services, either.Token).ConfigureAwait(false);
        }
        catch (PlatformException e) when (e.Kind != VerificationQuery.Differs)
        {
            // Athena's own words may hold a value: its query's id leads to them.
            await UnverifiedAsync(attempt, services, e.Kind, e.Kind == FailureKinds.QueryFailed ? "Athena refused the query" : e.Message, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await UnverifiedAsync(attempt, services, "query-timeout", "no answer within 3 minutes", cancellation).ConfigureAwait(false);
        }
    }

    private static async Task CompareAsync(TableAttempt attempt, long rows, JobSettings settings, Services services, CancellationToken cancellation)
    {
        var task = attempt.Task;
        var table = task.CatalogTable(settings.Stack);
        var query = new VerificationQuery(task.Entry, table, task.Time);
        using var client = new AwsClient(AwsSettings.Read(Environment.GetEnvironmentVariable), services.Clock);
        var answer = await new AthenaQueries(client, CloudName.Workgroup(settings.Stack), services.Clock).RunAsync(query.Sql, table.Database, 1, cancellation).ConfigureAwait(false);
        var results = query.Judge(answer, rows);
        if (results.Any(result => !result.Passed) && await WasReplacedAsync(attempt, table, services, cancellation).ConfigureAwait(false))
        {
            services.Log.Info("verification-overtaken", new EventField("query", answer.Id));
            return;
        }

        await services.Ledger.VerifiedAsync(attempt.Id, results, cancellation).ConfigureAwait(false);
        services.Log.Info("verified",
            new EventField("query", answer.Id), new EventField("passed", results.All(result => result.Passed)), new EventField("bytes_scanned", answer.BytesScanned), new EventField("seconds", answer.Took.TotalSeconds));
        if (results.Where(result => !result.Passed).ToList() is not { Count: > 0 } wrong) return;
        throw new PlatformException(Stage.Check, ExitCode.Data,
            $"readers do not find what was published: {string.Join("; ", wrong.Select(result => $"{result.Name} is {result.Found}, expected {result.Expected}"))}",
            string.Create(CultureInfo.InvariantCulture, $"the snapshot stays published; compare catalog table {table} with its entry, look up Athena's query {answer.Id}, and publish anew with --force"))
        { Kind = VerificationQuery.Differs, SourceName = task.Entry.Source, Table = task.Entry.Table.ToString() };
    }

    /// <summary>Another snapshot of the same hour was published while Athena counted: its rows are not ours.</summary>
    private static async Task<bool> WasReplacedAsync(TableAttempt attempt, Lake.Catalog.TableIdentifier table, Services services, CancellationToken cancellation) =>
        await services.Catalog.GetPartitionAsync(table, attempt.Task.Time, cancellation).ConfigureAwait(false) is { } shown && shown.Parameters.Attempt != attempt.Id;

    private static async Task UnverifiedAsync(TableAttempt attempt, Services services, string kind, string message, CancellationToken cancellation)
    {
        services.Log.Warning(EventNames.Notice, new EventField("message", $"not verified in Athena: {message}"));
        try
        {
            await services.Ledger.VerifiedAsync(attempt.Id, [new CheckRecord(0, "athena", "athena", "warn", Passed: false, "an answer", kind)], cancellation).ConfigureAwait(false);
        }
        catch (PlatformException e)
        {
            services.Log.Warning("not-recorded", new EventField("message", e.Message));
        }
    }
}
