using System.Globalization;
using Platform.Lake.Catalog;
using Platform.Ledger;
using Platform.Ledger.Publications;
using Platform.Registry.Failures;
using Platform.Registry.Faults;

namespace Platform.Publication;

/// <summary>
/// The publication protocol, steps 3 to 5: the ledger decides, the catalog follows. Glue cannot update a partition conditionally and any process can freeze anywhere, so a
/// decision is only ever rolled forward, by whoever comes first, with the same values, any number of times.
/// </summary>
public sealed partial class Publisher(RunLedger ledger, ICatalog catalog, IFaultPoints faults, TimeProvider time)
{
    /// <summary>Decides that the attempts are their runs' snapshots, all or none, and carries that out.</summary>
    /// <returns>The publication's number.</returns>
    /// <exception cref="PlatformException">
    /// Before the decision: <c>lease-lost</c>, <c>clock-skew</c>, or the catalog's. After it: the catalog's or the ledger's; then the next run of the table finishes the publication.
    /// </exception>
    public async Task<long> PublishAsync(IReadOnlyList<PublishableAttempt> attempts, CancellationToken cancellation)
    {
        // Before the decision: a catalog that cannot be written, or a table that is not deployed, must fail while failing is still possible.
        foreach (var attempt in attempts) await catalog.EnsureTableAsync(attempt.Table, cancellation).ConfigureAwait(false);
        var above = catalog.ComparesPublications ? await HighestShownAsync(attempts, cancellation).ConfigureAwait(false) : null;
        var publication = await ledger.DecideAsync([.. attempts.Select(ToMember)], above, cancellation).ConfigureAwait(false);
        await faults.ReachedAsync(FlowStep.Decided, cancellation).ConfigureAwait(false);
        await CarryOutAsync(publication, cancellation).ConfigureAwait(false);
        return publication;
    }

    /// <summary>Finishes a decided publication, one's own or one that its process left; repeating it changes nothing.</summary>
    public async Task<CarriedOut> CarryOutAsync(long publication, CancellationToken cancellation)
    {
        while (true)
        {
            var moment = time.GetUtcNow();
            switch (await ledger.CheckNewestAndMarkSentAsync(publication, catalog.ComparesPublications, cancellation).ConfigureAwait(false))
            {
                case SendPermit.Done: return CarriedOut.AlreadyDone;
                case SendPermit.Superseded: return CarriedOut.Superseded;
                case SendPermit.Deleting: throw Deleting(publication);
                case SendPermit.Wait wait:
                    await Task.Delay(wait.For > TimeSpan.Zero ? wait.For : TimeSpan.FromMilliseconds(1), time, cancellation).ConfigureAwait(false);
                    continue;
                case SendPermit.Send send:
                    await faults.ReachedAsync(FlowStep.MarkedSent, cancellation).ConfigureAwait(false);
                    return await SendAsync(publication, send.Members, catalog.SignedAt(moment), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Finishes whatever is decided and not carried out: of one table, of a source, or of all.</summary>
    /// <returns>The publications that were found, with how each ended.</returns>
    public async Task<IReadOnlyList<(long Publication, CarriedOut Outcome)>> RollForwardAsync(
        string? source, Registry.Entries.TableName? table, CancellationToken cancellation)
    {
        var outcomes = new List<(long, CarriedOut)>();
        foreach (var publication in await ledger.IntendedAsync(source, table, cancellation).ConfigureAwait(false))
            outcomes.Add((publication, await CarryOutAsync(publication, cancellation).ConfigureAwait(false)));
        return outcomes;
    }

    /// <summary>Usually what the ledger published itself; more where the ledger was lost and begun anew.</summary>
    private async Task<long?> HighestShownAsync(IReadOnlyList<PublishableAttempt> attempts, CancellationToken cancellation)
    {
        long? highest = null;
        foreach (var attempt in attempts)
        {
            var shown = await catalog.GetPartitionAsync(attempt.Table.Identifier, attempt.Lease.Key.SnapshotTime, cancellation).ConfigureAwait(false);
            if (shown is not null) highest = Math.Max(highest ?? 0, shown.Parameters.Publication);
        }
        return highest;
    }

    private async Task<CarriedOut> SendAsync(long publication, IReadOnlyList<PublicationMember> members, ICatalog signed, CancellationToken cancellation)
    {
        var told = members.Select(m => (m.Key, Document: PointerDocument.Read(m))).Zip(members, (t, m) => (t.Key, t.Document, Pointer: t.Document.ToPointer(m, publication))).ToList();
        try
        {
            if (told.TrueForAll(t => t.Document.Remove)) return await SendRemovalAsync(publication, told.ConvertAll(t => (t.Key, t.Document.Identifier)), cancellation).ConfigureAwait(false);
            foreach (var (_, document, pointer) in told)
            {
                if (await signed.GetTableAsync(document.Identifier, cancellation).ConfigureAwait(false) is null)
                    await signed.EnsureTableAsync(document.Definition, cancellation).ConfigureAwait(false);
                await signed.PutPartitionAsync(document.Identifier, pointer, cancellation).ConfigureAwait(false);
                await faults.ReachedAsync(FlowStep.PartitionPut, cancellation).ConfigureAwait(false);
            }
            foreach (var (_, document, pointer) in told)
            {
                await signed.MoveLatestAsync(document.Identifier, pointer, cancellation).ConfigureAwait(false);
                await faults.ReachedAsync(FlowStep.LatestMoved, cancellation).ConfigureAwait(false);
            }
            foreach (var (key, document, pointer) in told)
            {
                if (!pointer.Equals(await signed.GetPartitionAsync(document.Identifier, key.SnapshotTime, cancellation).ConfigureAwait(false)))
                    throw Disagrees(publication, document.Identifier, key.SnapshotTime.ToString());
                await CheckLatestAsync(signed, publication, document.Identifier, pointer, cancellation).ConfigureAwait(false);
            }
        }
        catch (PlatformException e) when (e.Kind is FailureKinds.PublicationSuperseded or FailureKinds.CatalogDisagrees)
        {
            // Somebody else was at it. If the ledger knows that, all is well; if it does not, the catalog is not this ledger's.
            switch (await ledger.CheckNewestAndMarkSentAsync(publication, catalog.ComparesPublications, cancellation).ConfigureAwait(false))
            {
                case SendPermit.Superseded: return CarriedOut.Superseded;
                case SendPermit.Done: return CarriedOut.AlreadyDone;
                default: throw;
            }
        }
        await faults.ReachedAsync(FlowStep.ReadBack, cancellation).ConfigureAwait(false);
        await ledger.DoneAsync(publication, cancellation).ConfigureAwait(false);
        await faults.ReachedAsync(FlowStep.Done, cancellation).ConfigureAwait(false);
        return CarriedOut.Done;
    }

    private static async Task CheckLatestAsync(ICatalog signed, long publication, TableIdentifier table, Pointer pointer, CancellationToken cancellation)
    {
        var latest = await signed.GetLatestAsync(table, cancellation).ConfigureAwait(false);
        var isFine = latest is not null && LatestRule.Decide(latest, pointer).Shows.Equals(latest);
        if (!isFine) throw Disagrees(publication, table.Latest, pointer.Parameters.SnapshotTime.ToString());
    }

    private static DecisionMember ToMember(PublishableAttempt attempt) => new()
    {
        Lease = attempt.Lease,
        Pointer = PointerDocument.Of(attempt),
        Location = attempt.Location.AbsoluteUri,
        Format = attempt.Table.Format,
        Compression = attempt.Compression,
        Rows = attempt.Rows,
        Bytes = attempt.Bytes,
        Files = attempt.Files,
        CapturedAt = attempt.CapturedAt,
        Late = attempt.Late,
        SchemaFingerprint = attempt.SchemaFingerprint,
        DatabaseSnapshot = attempt.DatabaseSnapshot,
        Metadata = attempt.Metadata,
    };

    private static PlatformException Deleting(long publication) =>
        new(Stage.Publish, ExitCode.TryAgain, string.Create(CultureInfo.InvariantCulture, $"publication {publication} is of an attempt that prune is removing"),
            "run the snapshot again: it makes a new attempt")
        { Kind = "attempt-deleting" };

    private static PlatformException Disagrees(long publication, TableIdentifier table, string at) =>
        new(Stage.Publish, ExitCode.TryAgain,
            string.Create(CultureInfo.InvariantCulture, $"catalog table {table} at {at} does not show publication {publication} after it was put"),
            "try again; if it lasts, something else writes this catalog table")
        { Kind = FailureKinds.CatalogDisagrees };
}
