using Platform.Lake.Manifest;
using Platform.Lake.Objects;
using Platform.Registry.Failures;
using Platform.Registry.Times;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Proving;
using Platform.Snapshot.Reading;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Fresh;

/// <summary>
/// A snapshot of what the source holds now, taken as any other (read under one database snapshot, encoded, read back) and proved against the source, of which nothing is
/// kept: neither lake nor ledger nor catalog is changed. Then held against a published one, where one is named.
/// </summary>
internal static class FreshSnapshot
{
    /// <param name="assignment">One table; its further outputs hold the same rows, and are not made.</param>
    /// <param name="settings">Of the process.</param>
    /// <param name="services">With a store that keeps nothing.</param>
    /// <param name="against">Prefix of a published snapshot of the table; null = none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PlatformException">Data: the table has drifted from its entry, its values may not be published, or <c>proof-mismatch</c>; everything that ends a run that reads.</exception>
    public static async Task<ExitCode> RunAsync(Assignment assignment, JobSettings settings, Services services, Uri? against, CancellationToken cancellation)
    {
        var published = against is null ? null : await ReadAsync(assignment.Members[0], against, services.Clock, cancellation).ConfigureAwait(false);
        var attempt = new TableAttempt(WithoutChecks(assignment.Members[0]), services.Clock);
        var fresh = (await new SourceReading(assignment, settings with { ProveAgainstSource = true }, services).RunAsync([attempt], cancellation).ConfigureAwait(false))[0];
        foreach (var loss in fresh.Losses) PublishedEvents.Lost(services.Log, loss);
        StrictRule.Check(attempt.Task.Entry, fresh.Losses);
        var difference = published is null ? null : FreshComparison.Difference(published, fresh);
        services.Log.Info(EventNames.Fresh,
            new EventField("rows", fresh.Rows),
            new EventField("bytes", fresh.Bytes),
            new EventField("captured_at", UtcText.Microseconds(fresh.Snapshot.CapturedAt)),
            new EventField("lsn", fresh.Snapshot.Lsn.Value),
            new EventField("since", published is null ? null : UtcText.Microseconds(published.CapturedAt)),
            new EventField("difference", difference));
        return ExitCode.Success;
    }

    /// <summary>Checks say what the values ought to be, not whether they are exact: the source is not asked for them.</summary>
    private static SnapshotTask WithoutChecks(SnapshotTask task) => task with { Entry = task.Entry with { Checks = [] } };

    private static async Task<SnapshotManifest> ReadAsync(SnapshotTask task, Uri against, TimeProvider clock, CancellationToken cancellation)
    {
        await using var store = ObjectStores.Open(against, clock);
        var manifest = await ManifestFiles.ReadAsync(store, "", cancellation).ConfigureAwait(false);
        var (found, asked) = ($"{manifest.Identity.Source}/{manifest.Identity.Schema}.{manifest.Identity.Table}", task.Entry.FullName);
        if (found == asked) return manifest;
        throw new PlatformException(Stage.Compare, ExitCode.Data, $"the manifest is of {found}, {asked} was asked for", "check the snapshot's location: ./platform path TABLE --at TIME prints it")
        { Kind = "manifest-mismatch", SourceName = task.Entry.Source, Table = task.Entry.Table.ToString() };
    }
}
