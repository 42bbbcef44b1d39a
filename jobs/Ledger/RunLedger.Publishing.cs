using System.Globalization;
using Platform.Ledger.Protocol;
using Platform.Ledger.Publications;
using Platform.Ledger.Runs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Times;

namespace Platform.Ledger;

/// <summary>The ledger's part of the publication protocol: decide, send, finish.</summary>
public sealed partial class RunLedger
{
    /// <summary>
    /// A SigV4 request dies five minutes after signing; one more for the clocks. Until then an earlier sender's request may arrive at a catalog that
    /// does not compare publication numbers.
    /// </summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromMinutes(6);

    /// <summary>The ledger holds decide and send to the same: platform.clock_is_off.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Step 3: one transaction that checks the leases and commits the publication as intended. From then on only rolling forward is legal. Prolongs the leases first
    /// where the holder's own deadline is past.
    /// </summary>
    /// <param name="members">Complete and proved attempts, all or none.</param>
    /// <param name="above">The highest publication that the catalog shows for the members; a ledger that is younger than the catalog goes on from there.</param>
    /// <param name="cancellation">May leave the publication decided; then the next run of the table finishes it.</param>
    /// <returns>The publication's number, which only grows.</returns>
    /// <exception cref="PlatformException"><c>lease-lost</c>, <c>clock-skew</c>, <c>publication-unfinished</c>: all 75, nothing decided.</exception>
    public async Task<long> DecideAsync(IReadOnlyList<DecisionMember> members, long? above, CancellationToken cancellation)
    {
        var leases = members.Select(m => m.Lease).ToList();
        if (leases.Any(l => !l.IsCurrent) && !await HeartbeatAsync(leases, cancellation).ConfigureAwait(false)) throw LeaseLost(members, holder: null);
        var decision = Ulid.New(Time).ToString();
        for (var again = true; ; again = false)
        {
            var call = new DecideCall(decision, _sender, Time.GetUtcNow(), above, [.. members.Select(ToCall)]);
            var answer = await CallAsync(Stage.Publish, "decide", call, LedgerJson.Default.DecideCall, LedgerJson.Default.DecideAnswer, cancellation).ConfigureAwait(false);
            switch (answer.Outcome)
            {
                case "decided": return answer.PublicationId!.Value;
                case "lease_expired" when again && await HeartbeatAsync(leases, cancellation).ConfigureAwait(false): continue;
                case "lease_expired" or "lease_lost": throw LeaseLost(members, answer.Holder);
                case "clock_off": throw ClockOff(answer.LedgerTime, call.ProcessTime);
                case "earlier_intended":
                    throw new PlatformException(Stage.Publish, ExitCode.TryAgain,
                        string.Create(CultureInfo.InvariantCulture, $"publication {answer.PublicationId} of the same run is decided and not carried out yet"), "run again: it is finished first")
                    { Kind = "publication-unfinished" };
                default: throw Unknown("decide", answer.Outcome);
            }
        }
    }

    /// <summary>Step 4: checks that the publication is still its runs' newest and notes that the catalog is about to be told.</summary>
    /// <param name="publication">Its number.</param>
    /// <param name="catalogCompares">The catalog refuses lower numbers by itself, so that nobody need wait for an earlier sender.</param>
    /// <param name="cancellation">May leave the send noted; that only makes others wait.</param>
    public async Task<SendPermit> CheckNewestAndMarkSentAsync(long publication, bool catalogCompares, CancellationToken cancellation)
    {
        var call = new SendCall(publication, _sender, Time.GetUtcNow(), catalogCompares ? null : SettleTime.TotalSeconds);
        var answer = await CallAsync(Stage.Publish, "send", call, LedgerJson.Default.SendCall, LedgerJson.Default.SendAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome switch
        {
            "send" => new SendPermit.Send([.. answer.Members!.Select(FromAnswer)]),
            "done" => new SendPermit.Done(),
            "superseded" => new SendPermit.Superseded(),
            "wait" => new SendPermit.Wait(answer.Until!.Value, answer.Until.Value - answer.LedgerTime),
            "deleting" => new SendPermit.Deleting(),
            "clock_off" => throw ClockOff(answer.LedgerTime, call.ProcessTime),
            _ => throw Unknown("send", answer.Outcome),
        };
    }

    /// <summary>Step 5, after the catalog was read back: publication done, runs succeeded, leases released. Repeating it changes nothing.</summary>
    public Task DoneAsync(long publication, CancellationToken cancellation) =>
        CallAsync(Stage.Publish, "finish", new FinishCall(publication, _sender), LedgerJson.Default.FinishCall, LedgerJson.Default.FinishAnswer, cancellation);

    /// <summary>Refuses to go on where this process's clock is so far from the ledger's that it may not publish: better before a table is read than after.</summary>
    /// <param name="claim">Answered just now.</param>
    /// <exception cref="PlatformException"><c>clock-skew</c> (75).</exception>
    public void CheckClock(Claim claim)
    {
        var now = Time.GetUtcNow();
        if ((now - claim.LedgerTime).Duration() > ClockTolerance) throw ClockOff(claim.LedgerTime, now);
    }

    private static DecideMember ToCall(DecisionMember m) => new(
        m.Lease.RunId, m.Lease.Attempt.ToString(), m.Lease.Fencing, m.Pointer, m.Location, m.Format, m.Compression, m.Rows, m.Bytes, m.Files,
        m.CapturedAt, m.Late, m.SchemaFingerprint, m.DatabaseSnapshot, m.Metadata);

    private static PublicationMember FromAnswer(SendMember m) => new()
    {
        RunId = m.RunId,
        Key = new SnapshotKey(m.Source, new TableName(m.Schema, m.Table), new SnapshotTime(m.SnapshotTime), m.Output),
        Attempt = Ulid.TryParse(m.Attempt, out var attempt) ? attempt : throw Unknown("send", "an attempt that is no ULID"),
        Pointer = m.Pointer,
    };

    private static PlatformException LeaseLost(IReadOnlyList<DecisionMember> members, string? holder) =>
        new(Stage.Publish, ExitCode.TryAgain,
            string.Create(CultureInfo.InvariantCulture, $"attempt {members[0].Lease.Attempt} lost its lease{(holder is null ? "" : $" to {holder}")} and may not publish"),
            "nothing is wrong with the snapshot: another process took the run over; try again, which skips what is published")
        { Kind = "lease-lost" };

    private static PlatformException ClockOff(DateTimeOffset ledger, DateTimeOffset process) =>
        new(Stage.Publish, ExitCode.TryAgain,
            $"this process's clock says {UtcText.Seconds(process)}, the ledger's {UtcText.Seconds(ledger)}: more than 30 s apart, so nothing is published",
            "set the clock of this host (or of the ledger's) by NTP; a process that was frozen meanwhile only has to try again")
        { Kind = "clock-skew" };
}
