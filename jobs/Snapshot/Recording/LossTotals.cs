using Platform.Snapshot.Reading;
using Platform.Sources.Postgres.Losses;

namespace Platform.Snapshot.Recording;

/// <summary>The losses of all parts, one count for each column and kind, in the order of the columns.</summary>
internal static class LossTotals
{
    public static IReadOnlyList<LossCount> Of(IReadOnlyList<StreamResult> parts) =>
    [
        .. parts.SelectMany(p => p.Losses)
            .GroupBy(l => (l.Column, l.Kind))
            .Select(g => g.First() with { Count = g.Sum(l => l.Count) }),
    ];
}
