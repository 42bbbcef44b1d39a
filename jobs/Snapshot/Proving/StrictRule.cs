using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Losses;

namespace Platform.Snapshot.Proving;

/// <summary><c>strict: true</c>: a snapshot with any loss is not published, whatever the columns' policies made of it.</summary>
internal static class StrictRule
{
    /// <exception cref="PlatformException">Data, <c>strict-loss</c>: there were losses; the message counts them by column and kind.</exception>
    public static void Check(Entry entry, IReadOnlyList<LossCount> losses)
    {
        if (!entry.Strict || losses.Count == 0) return;
        var counts = losses.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Column} {LossKinds.Name(l.Kind)} {l.Count}"));
        throw new PlatformException(Stage.Check, ExitCode.Data,
            $"values did not arrive exactly and strict: true publishes no loss: {string.Join(", ", counts)}",
            "correct the values in the source, widen the columns' types, or remove strict: true to publish with the losses counted")
        {
            Kind = "strict-loss",
            SourceName = entry.Source,
            Table = entry.Table.ToString(),
            Column = losses.Count == 1 ? losses[0].Column : null,
        };
    }
}
