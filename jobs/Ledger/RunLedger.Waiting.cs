using System.Globalization;
using Platform.Ledger.Runs;
using Platform.Registry.Failures;

namespace Platform.Ledger;

/// <summary>Waiting for a run that another process holds.</summary>
public sealed partial class RunLedger
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Claims; waits while another process holds the run, finishes what is decided and abandoned by <paramref name="rollForward"/>, and answers with
    /// <see cref="Claim.Claimed"/>, <see cref="Claim.AlreadyPublished"/> or <see cref="Claim.Lost"/>.
    /// </summary>
    /// <param name="request">What to claim.</param>
    /// <param name="rollForward">Carries out one publication of the table; called for all that are abandoned before anything else is done.</param>
    /// <param name="maxWait">How long another's lease is waited for. Default of the design: 10 minutes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="PlatformException"><c>run-leased</c> (75): still another's at the limit.</exception>
    public async Task<Claim> ClaimOrWaitAsync(ClaimRequest request, Func<long, CancellationToken, Task> rollForward, TimeSpan maxWait, CancellationToken cancellation)
    {
        var started = Time.GetTimestamp();
        var look = FirstLook;
        while (true)
        {
            var claim = await ClaimAsync(request, cancellation).ConfigureAwait(false);
            foreach (var publication in claim.Intended) await rollForward(publication, cancellation).ConfigureAwait(false);
            switch (claim)
            {
                case Claim.Decided:
                case Claim.AlreadyPublished { Intended.Count: > 0 }:
                    // Finished just now: the next answer says what is published since, or grants the replacement.
                    continue;
                case not Claim.LeasedByOther:
                    return claim;
            }
            var leased = (Claim.LeasedByOther)claim;
            var left = maxWait - Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) throw StillLeased(request, leased, maxWait);

            // Not all waiting processes at once: half to one and a half times, no longer than the lease lasts and the limit allows.
            var pause = look * (0.5 + Random.Shared.NextDouble());
            var expiry = leased.Until - leased.LedgerTime + TimeSpan.FromMilliseconds(20);
            if (expiry < pause) pause = expiry;
            if (left < pause) pause = left;
            // Many may wait for one run: none of them holds a connection meanwhile.
            await _connection.CloseAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(1), Time, cancellation).ConfigureAwait(false);
            look = look * 1.5 < LongestLook ? look * 1.5 : LongestLook;
        }
    }

    private static PlatformException StillLeased(ClaimRequest request, Claim.LeasedByOther leased, TimeSpan waited) =>
        new(Stage.Claim, ExitCode.TryAgain,
            string.Create(CultureInfo.InvariantCulture, $"the snapshot of {request.Key.SnapshotTime} is still being made by {leased.Holder}, after a wait of {waited.TotalSeconds:0} s"),
            "try again later; platform status shows who holds the run and until when")
        { Kind = "run-leased", SourceName = request.Key.Source, Table = request.Key.Table.ToString() };
}
