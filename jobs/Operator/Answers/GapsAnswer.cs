using Platform.Operator.Gaps;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>gaps</c>: every snapshot that the schedules asked for since then, with what became of it.</summary>
internal sealed record GapsAnswer(string Since, int Expected, int OnTime, int Late, int Due, int Missing, IReadOnlyList<ExpectedRow> Snapshots)
{
    private const string Hours = "0     6     12    18    ";

    public static GapsAnswer Of(string since, IReadOnlyList<ExpectedSnapshot> expected) => new(
        since, expected.Count, Count(expected, SnapshotState.OnTime), Count(expected, SnapshotState.Late), Count(expected, SnapshotState.Due), Count(expected, SnapshotState.Missing),
        [.. expected.Select(e => new ExpectedRow(e.Entry.Source, e.Entry.Table.ToString(), e.Time.ToString(), e.State, e.Failed))]);

    /// <summary>A line per table and day, a character per hour.</summary>
    public void Write(TextWriter text)
    {
        if (Snapshots.Count == 0)
        {
            text.WriteLine($"No snapshot was due since {Since}.");
            return;
        }

        var table = new TextTable("table", "day", Hours.TrimEnd());
        foreach (var day in Snapshots.GroupBy(row => (row.Source, row.Table, Day: row.SnapshotTime[..10])))
        {
            var line = new string(' ', 24).ToCharArray();
            foreach (var row in day) line[int.Parse(row.SnapshotTime.AsSpan(11, 2), System.Globalization.CultureInfo.InvariantCulture)] = Symbol(row);
            table.Add($"{day.Key.Source}/{day.Key.Table}", day.Key.Day, new string(line));
        }

        table.Write(text);
        text.WriteLine();
        text.WriteLine("= on time   L late   r running   o due, can still be captured   x missing, too late   - pruned by keep");
        text.WriteLine($"{Expected} expected since {Since}: {OnTime} on time, {Late} late, {Due} due, {Missing} missing.");
        if (Due > 0) text.WriteLine($"To capture what still can be: ./platform rerun --gaps --since {Since}");
    }

    private static char Symbol(ExpectedRow row) => row.State switch
    {
        SnapshotState.OnTime => '=',
        SnapshotState.Late => 'L',
        SnapshotState.Running => 'r',
        SnapshotState.Due => 'o',
        SnapshotState.Pruned => '-',
        _ => 'x',
    };

    private static int Count(IReadOnlyList<ExpectedSnapshot> expected, SnapshotState state) => expected.Count(e => e.State == state);
}

/// <summary>One expected snapshot; <c>failed</c> where a run for it failed.</summary>
internal sealed record ExpectedRow(string Source, string Table, string SnapshotTime, SnapshotState State, bool Failed);
