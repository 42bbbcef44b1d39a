using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Targets;

/// <summary>A live table held against a snapshot's columns: how each is written, and how each is read again for the proof.</summary>
public sealed class TargetTable
{
    private TargetTable(LiveTable live, IReadOnlyList<TargetColumn> columns, IReadOnlyList<ColumnRead> reads)
    {
        Live = live;
        Columns = columns;
        Reads = reads;
    }

    public LiveTable Live { get; }

    public TableName Name => Live.Name;

    /// <summary>Values are sent to a temporary table first, and cast from there.</summary>
    public bool IsStaged => Columns.Any(c => c.StagedAs is not null);

    /// <summary>Those that are written; the server computes generated columns itself.</summary>
    internal IReadOnlyList<TargetColumn> Columns { get; }

    /// <summary>All of the snapshot's columns, in its order.</summary>
    internal IReadOnlyList<ColumnRead> Reads { get; }

    /// <param name="live">Has every column that is named.</param>
    /// <param name="columns">Of the snapshot, as their entry said, in its order, without sidecars; their types are the live ones.</param>
    /// <exception cref="Registry.Failures.PlatformException">Configuration, <c>column-type</c>: an entry's form has no way from the live type.</exception>
    public static TargetTable Of(LiveTable live, IReadOnlyList<EntryColumn> columns)
    {
        var reads = columns.SelectMany(c => SchemaMatch.ReadsOf(c, live.Find(c.Name)!, live.MoneyScale)).ToList();
        var written = reads.Select((r, i) => (Read: r, Index: i, Column: live.Find(r.Source)!))
            .Where(c => c.Column.Generation == ColumnGeneration.None)
            .Select(c => TargetColumn.Of(c.Index, c.Read.Field, columns.First(e => e.Name == c.Read.Source), c.Column, live.MoneyScale));
        return new TargetTable(live, [.. written], reads);
    }

    /// <summary>The snapshot's columns in the lake, in its order: what its files must hold.</summary>
    public IReadOnlyList<Field> Fields => [.. Reads.Select(r => r.Field)];
}
