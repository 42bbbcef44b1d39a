using Platform.Registry.Failures;

namespace Platform.Ledger.Runs;

/// <summary>Sends heartbeats for leases while the work goes on, three per lease duration, on whatever connection is free.</summary>
public sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly RunLedger _ledger;
    private volatile IReadOnlyCollection<Lease> _leases;
    private readonly PeriodicTimer _timer;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _beating;

    private LeaseKeeper(RunLedger ledger, IReadOnlyCollection<Lease> leases)
    {
        _ledger = ledger;
        _leases = leases;
        _timer = new PeriodicTimer(ledger.Options.LeaseDuration / 3, ledger.Time);
        _beating = BeatAsync();
    }

    /// <summary>
    /// Cancelled when the ledger says that another process has a lease: the work is void and must stop. Not by a ledger that cannot be
    /// reached: a lease that nobody took is prolonged when it is back.
    /// </summary>
    public CancellationToken Lost => _lost.Token;

    public static LeaseKeeper Start(RunLedger ledger, IReadOnlyCollection<Lease> leases) => new(ledger, leases);

    /// <summary>One more from now on; added by one caller at a time.</summary>
    public void Add(Lease lease) => _leases = [.. _leases, lease];

    public async ValueTask DisposeAsync()
    {
        // The timer's end ends the wait without an exception, whose stack trace would cost each run more than its query of the ledger.
        _timer.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
            {
                if (await TryBeatAsync().ConfigureAwait(false)) continue;
                await _lost.CancelAsync().ConfigureAwait(false);
                return;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The work is over, in the middle of a heartbeat.
        }
    }

    private async Task<bool> TryBeatAsync()
    {
        try
        {
            var leases = _leases;
            return leases.Count == 0 || await _ledger.HeartbeatAsync(leases, _stop.Token).ConfigureAwait(false);
        }
        catch (PlatformException)
        {
            // Unreachable, or the login is refused for the moment: the decision asks again, and then it matters.
            return true;
        }
    }
}
