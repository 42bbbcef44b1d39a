using Platform.Publication.Retention;
using Platform.Registry.Failures;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Verifying;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Flow;

/// <summary>What the entry's <c>keep</c> no longer names goes when something new has come. The snapshot is published: nothing of that fails the run. Then readers' own engine is asked, where an entry says so.</summary>
internal static class AfterPublishing
{
    /// <summary>A first prune of a long history goes on in the next runs, and with <c>platform prune</c>.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Where entries ask for it. All tables of a group are verified before the first difference is told.</summary>
    /// <exception cref="PlatformException">Data, <c>verification-failed</c>.</exception>
    public static async Task VerifyAsync(IReadOnlyList<TableAttempt> attempts, JobSettings settings, Services services, CancellationToken cancellation)
    {
        PlatformException? first = null;
        foreach (var attempt in attempts.Where(attempt => attempt.Task.Entry.VerifyInAthena))
        {
            attempt.Enter(services.Log);
            try
            {
                await AthenaVerification.RunAsync(attempt, attempt.Rows, settings, services, cancellation).ConfigureAwait(false);
            }
            catch (PlatformException differs) when (differs.Kind == VerificationQuery.Differs)
            {
                first ??= differs;
            }
        }

        if (first is not null) throw first;
    }

    public static async Task PruneAsync(SnapshotTask task, JobSettings settings, Services services, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var pruner = new Pruner(services.Ledger, services.Catalog, services.Store, services.Publisher, services.Faults);
            var report = await pruner.RunAsync(RetentionPolicy.Of(settings.Stack, task.Entry, RetentionPolicy.DefaultGrace), either.Token).ConfigureAwait(false);
            if (report.Removed.Count + report.Deleted.Count == 0) return;
            services.Log.Info("pruned",
                new EventField("snapshots", report.Removed.Count), new EventField("attempts", report.Deleted.Count), new EventField("bytes", report.Deleted.Sum(attempt => attempt.Bytes)));
        }
        catch (PlatformException e)
        {
            services.Log.Warning("prune-failed", new EventField("kind", e.Kind), new EventField("message", e.Message));
        }
        catch (OperationCanceledException)
        {
            services.Log.Warning("prune-failed", new EventField("kind", "cancelled"), new EventField("message", "out of time; the next run goes on"));
        }
    }
}
