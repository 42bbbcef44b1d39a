using Platform.Ledger.Protocol;
using Platform.Registry.Failures;

namespace Platform.Ledger;

/// <summary>Telling the catalog again what is published, in another form.</summary>
public sealed partial class RunLedger
{
    /// <summary>
    /// Notes that the catalog is about to be told again of publications that are done. Until <see cref="ToldAgainAsync"/>, or for <see cref="SettleTime"/>, whatever replaces one of them
    /// waits before it tells a catalog that does not compare publications.
    /// </summary>
    /// <returns>Those that are still their runs' newest; the others are not the caller's to tell.</returns>
    /// <exception cref="PlatformException"><c>clock-skew</c> (75).</exception>
    public async Task<IReadOnlyList<long>> TellAgainAsync(IReadOnlyList<long> publications, CancellationToken cancellation)
    {
        var call = new TellAgainCall(publications, _sender, Time.GetUtcNow());
        var answer = await CallAsync(Stage.Publish, "tell_again", call, LedgerJson.Default.TellAgainCall, LedgerJson.Default.TellAgainAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome switch
        {
            "send" => answer.Publications!,
            "clock_off" => throw ClockOff(answer.LedgerTime, call.ProcessTime),
            _ => throw Unknown("tell_again", answer.Outcome),
        };
    }

    /// <summary>The catalog has answered.</summary>
    public Task ToldAgainAsync(IReadOnlyList<long> publications, CancellationToken cancellation) =>
        CallAsync(Stage.Publish, "told_again", new TellAgainCall(publications, _sender, Time.GetUtcNow()), LedgerJson.Default.TellAgainCall, LedgerJson.Default.TellAgainAnswer, cancellation);
}
