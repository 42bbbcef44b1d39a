using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Matching;

/// <summary>The failure that lists every difference between an entry and its live table.</summary>
internal static class Drift
{
    public static PlatformException Failure(Entry entry, IReadOnlyList<Difference> differences)
    {
        var count = differences.Count == 1 ? "one difference" : string.Create(CultureInfo.InvariantCulture, $"{differences.Count} differences");
        var message = $"The live table no longer matches its entry: {count} that would lose or change data.\n"
            + string.Join('\n', differences.Select(d => $"  {d.Column}: {d.Problem}"));
        var hint = "bring the columns of the entry up to date, and raise its version if their type in the lake changes\n"
            + string.Join('\n', differences.Select(d => $"  {d.Remedy}").Distinct());
        return new PlatformException(Stage.Schema, ExitCode.Data, message, hint)
        {
            Kind = "schema-drift",
            SourceName = entry.Source,
            Table = entry.Table.ToString(),
            Column = differences.Count == 1 ? differences[0].Column : null,
        };
    }
}
