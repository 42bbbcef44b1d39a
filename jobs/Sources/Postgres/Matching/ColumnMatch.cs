using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Matching;

/// <summary>One column of an entry held against the live table.</summary>
/// <param name="Entry">The entry's column.</param>
/// <param name="Live">The live column of that name; null where there is none.</param>
/// <param name="Differences">What loses or changes data.</param>
/// <param name="Notices">What does not.</param>
internal sealed record ColumnMatch(EntryColumn Entry, LiveColumn? Live, IReadOnlyList<Difference> Differences, IReadOnlyList<string> Notices)
{
    public static ColumnMatch Check(EntryColumn entry, LiveTable table)
    {
        if (table.Find(entry.Name) is not { } live) return new ColumnMatch(entry, null, [Missing(entry, table)], []);
        var differences = new List<Difference>();
        var notices = new List<string>();
        var verdict = TypeMatch.Compare(entry, live.Type);
        if (!verdict.Compatible)
        {
            differences.Add(new Difference(entry.Name, verdict.Reason!, Change(WithType(entry, live))));
        }
        else if (verdict.Reason is { } reason)
        {
            notices.Add($"column {entry.Name}: {reason}");
        }

        if (!entry.Nullable && live.Nullable)
        {
            differences.Add(new Difference(entry.Name, "nullable: false in the entry, but nothing in the live table forbids nulls", Change(WithType(entry with { Nullable = true }, live))));
        }

        return new ColumnMatch(entry, live, Merged(differences, entry, live), notices);
    }

    /// <summary>A column with two differences gets one line to write, which puts both right.</summary>
    private static List<Difference> Merged(List<Difference> differences, EntryColumn entry, LiveColumn live) => differences.Count < 2
        ? differences
        : [.. differences.Select(d => d with { Remedy = Change(WithType(entry with { Nullable = true }, live)) })];

    private static Difference Missing(EntryColumn entry, LiveTable table)
    {
        var renamed = table.Columns.FirstOrDefault(c => string.Equals(c.Name, entry.Name, StringComparison.OrdinalIgnoreCase));
        return renamed is null
            ? new Difference(entry.Name, "not in the live table", $"remove: {ColumnLine.Of(entry)}")
            : new Difference(entry.Name, $"not in the live table, which has {renamed.Name}", Change(entry with { Name = renamed.Name }));
    }

    private static EntryColumn WithType(EntryColumn entry, LiveColumn live)
    {
        if (TypeMatch.Compare(entry, live.Type).Compatible) return entry;
        var changed = entry with { Type = live.Type.EntryText };
        return TypeTable.Find(changed.Type, changed.As).Resolved ? changed : changed with { As = null };
    }

    private static string Change(EntryColumn column) => $"write: {ColumnLine.Of(column)}";
}

/// <summary>One change of the live table that would lose or change data.</summary>
/// <param name="Column">Its name in the entry.</param>
/// <param name="Problem">Live against expected.</param>
/// <param name="Remedy">The line of the entry to write or remove.</param>
internal sealed record Difference(string Column, string Problem, string Remedy);
