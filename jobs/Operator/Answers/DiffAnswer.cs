using Platform.Difference;
using Platform.Operator.Progress;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>diff</c> for people; as JSON it is the summary itself.</summary>
internal static class DiffAnswer
{
    public static void Write(DifferenceSummary summary, TextWriter text)
    {
        text.WriteLine(Printable.Text($"{summary.Source}/{summary.Table} from {summary.From.SnapshotTime} to {summary.To.SnapshotTime}: "
            + $"{Quantity.Rows(summary.Inserted)} inserted, {Quantity.Rows(summary.Updated)} updated, {Quantity.Rows(summary.Deleted)} deleted, {Quantity.Rows(summary.Unchanged)} unchanged."));
        if (summary.Columns.Count > 0)
        {
            var table = new TextTable("column", "updated").Right(1);
            foreach (var column in summary.Columns) table.Add(column.Name, Quantity.Rows(column.Updated));
            table.Write(text);
        }

        Name(text, "Added, and not compared", summary.Added);
        Name(text, "Dropped, and not compared", summary.Dropped);
        Name(text, "Of another type, and not compared", summary.Retyped.Select(c => $"{c.Name} ({c.From}, now {c.To})"));
        if (summary.Changes is { } changes) text.WriteLine($"The changes are in {changes}");
    }

    private static void Name(TextWriter text, string what, IEnumerable<string> columns)
    {
        var names = string.Join(", ", columns);
        if (names.Length > 0) text.WriteLine(Printable.Text($"{what}: {names}."));
    }
}
