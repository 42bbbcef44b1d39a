using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Entries;

namespace Platform.Operator.Gaps;

/// <summary>Reads what is needed for a timeline of tables.</summary>
internal static class TimelineReader
{
    /// <summary>How far back commands look that are not told.</summary>
    public static readonly TimeSpan DefaultReach = TimeSpan.FromHours(24);

    /// <summary>The first snapshot time to look at: as a person gave it, else that of a day ago.</summary>
    public static SnapshotTime Since(string? text, DateTimeOffset now) => text is not null ? SnapshotTime.Parse(text) : new SnapshotTime(now - DefaultReach);

    public static async Task<IReadOnlyList<ExpectedSnapshot>> ReadAsync(
        Invocation invocation, Stack stack, IReadOnlyList<Entry> entries, SnapshotTime since, CancellationToken cancellationToken)
    {
        await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, cancellationToken);
        var runs = await ledger.TimelineAsync(since, cancellationToken);
        var firsts = await ledger.FirstRunsAsync(cancellationToken);
        return Timeline.Of(entries, runs, firsts, since, invocation.Clock.GetUtcNow());
    }
}
