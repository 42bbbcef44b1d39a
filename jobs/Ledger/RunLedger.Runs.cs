using Platform.Ledger.Findings;
using Platform.Ledger.Migrations;
using Platform.Ledger.Protocol;
using Platform.Ledger.Runs;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Ledger;

/// <summary>Claiming, keeping and giving back a run.</summary>
public sealed partial class RunLedger
{
    /// <summary>Asks for the lease of a run and begins an attempt, or learns why not.</summary>
    public async Task<Claim> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        var askedAt = Time.GetTimestamp();
        var key = request.Key;
        var call = new ClaimCall(
            LedgerMigrations.Version, key.Source, key.Table.Schema, key.Table.Name, key.Output, key.SnapshotTime.ToString(), request.Attempt.ToString(), request.EntryHash,
            request.Holder, request.Force, request.Schedule, request.NextRunAt, request.JobId, request.Version, request.Prefix, request.Metadata, Options.LeaseDuration.TotalSeconds);
        var answer = await CallAsync(Stage.Claim, "claim", call, LedgerJson.Default.ClaimCall, LedgerJson.Default.ClaimAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome switch
        {
            "claimed" => new Claim.Claimed(new Lease(answer.RunId, key, request.Attempt, answer.Fencing, Time, askedAt, Options.LeaseDuration))
            {
                RunId = answer.RunId,
                LedgerTime = answer.LedgerTime,
                Intended = answer.Intended,
                AttemptNumber = answer.AttemptNumber,
                Replaces = Published(answer),
            },
            "published" => new Claim.AlreadyPublished(Published(answer)!) { RunId = answer.RunId, LedgerTime = answer.LedgerTime, Intended = answer.Intended },
            "leased" => new Claim.LeasedByOther(answer.Holder!, answer.ExpiresAt!.Value) { RunId = answer.RunId, LedgerTime = answer.LedgerTime, Intended = answer.Intended },
            "decided" => new Claim.Decided { RunId = answer.RunId, LedgerTime = answer.LedgerTime, Intended = answer.Intended },
            "lost" => new Claim.Lost { RunId = answer.RunId, LedgerTime = answer.LedgerTime, Intended = answer.Intended },
            _ => throw Unknown("claim", answer.Outcome),
        };
    }

    /// <summary>
    /// Prolongs leases, also expired ones that nobody has taken over. False as soon as one of them is another's: the work is void.
    /// </summary>
    public async Task<bool> HeartbeatAsync(IReadOnlyCollection<Lease> leases, CancellationToken cancellation)
    {
        var askedAt = Time.GetTimestamp();
        var call = new HeartbeatCall([.. leases.Select(l => new LeaseCall(l.RunId, l.Attempt.ToString(), l.Fencing))], Options.LeaseDuration.TotalSeconds);
        var answer = await CallAsync(Stage.Claim, "heartbeat", call, LedgerJson.Default.HeartbeatCall, LedgerJson.Default.HeartbeatAnswer, cancellation).ConfigureAwait(false);
        if (!answer.Held) return false;
        foreach (var lease in leases) lease.Prolong(askedAt, Options.LeaseDuration);
        return true;
    }

    /// <summary>
    /// Ends the attempt with its error and gives the lease back; the run is failed unless it has a published snapshot. An attempt that is decided cannot fail, only its error
    /// is noted. False where the lease was another's already: then nothing is changed.
    /// </summary>
    public async Task<bool> FailAsync(Lease lease, PlatformException error, CancellationToken cancellation)
    {
        var call = new FailCall(lease.RunId, lease.Attempt.ToString(), lease.Fencing, error.Kind, Name(error.Stage), error.Located(), error.Hint, (int)error.ExitCode);
        var answer = await CallAsync(Stage.Record, "fail", call, LedgerJson.Default.FailCall, LedgerJson.Default.RecordedAnswer, cancellation).ConfigureAwait(false);
        return answer.Recorded;
    }

    /// <summary>Notes parts, losses and check results, before the decision. False where the attempt is no longer running.</summary>
    public async Task<bool> RecordAsync(Lease lease, AttemptFindings findings, CancellationToken cancellation)
    {
        var call = new RecordCall(lease.Attempt.ToString(), findings.Parts, findings.Losses, findings.Checks);
        var answer = await CallAsync(Stage.Record, "record", call, LedgerJson.Default.RecordCall, LedgerJson.Default.RecordedAnswer, cancellation).ConfigureAwait(false);
        return answer.Recorded;
    }

    private static PublishedSnapshot? Published(ClaimAnswer answer) =>
        answer.PublishedAttempt is null || !Ulid.TryParse(answer.PublishedAttempt, out var attempt)
            ? null
            : new PublishedSnapshot(attempt, answer.PublicationId ?? 0, answer.Location ?? "", answer.Rows ?? 0, answer.Bytes ?? 0, answer.CapturedAt ?? default, answer.Late);

    private static string Name(Stage stage) => stage.ToString().ToLowerInvariant();

    private static PlatformException Unknown(string function, string outcome) =>
        new(Stage.Claim, ExitCode.Configuration, $"the ledger's function {function} answered \"{outcome}\", which this release does not know", "use the release of platform that migrated the ledger, or a later one")
        { Kind = "ledger-schema" };
}
