using Platform.Registry.Entries;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>tables list</c>.</summary>
internal sealed record TableListAnswer(IReadOnlyList<RegisteredTable> Tables);

/// <summary>A table of the registry; the next snapshot time is null where it is not active.</summary>
internal sealed record RegisteredTable(
    string Source, string Table, string State, int Version, string Schedule, string? Next, string Format, string Compression, IReadOnlyList<RegisteredOutput> Outputs, int Columns, IReadOnlyList<string> Key, string? Owner)
{
    public static RegisteredTable Of(Entry entry, DateTimeOffset now) => new(
        entry.Source, entry.Table.ToString(), $"{entry.State}".ToLowerInvariant(), entry.Version, entry.Schedule.ToString(),
        entry.State == EntryState.Active ? entry.Schedule.Next(entry.Schedule.SnapshotAt(now)).ToString() : null,
        RegistryNames.Of(entry.Format), RegistryNames.Of(entry.Compression),
        [.. entry.Outputs.Select(output => new RegisteredOutput(output.Name, RegistryNames.Of(output.Format), RegistryNames.Of(output.Compression)))], entry.Columns.Count, entry.Key, entry.Owner);
}

/// <summary>A further output of a table.</summary>
internal sealed record RegisteredOutput(string Name, string Format, string Compression);
