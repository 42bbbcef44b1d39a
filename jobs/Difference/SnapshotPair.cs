using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Difference;

/// <summary>The two snapshots of a table that are compared, as messages name them.</summary>
/// <param name="Source">Of the registry.</param>
/// <param name="Table">Whose snapshots they are.</param>
/// <param name="From">Snapshot time of the one that is compared from.</param>
/// <param name="To">Snapshot time of the other.</param>
public sealed record SnapshotPair(string Source, TableName Table, SnapshotTime From, SnapshotTime To)
{
    /// <summary>A reason why the two cannot be compared (65); never with a cell value.</summary>
    public PlatformException Refuse(string kind, string message, string hint, string? column = null) =>
        new(Stage.Compare, ExitCode.Data, message, hint) { Kind = kind, SourceName = Source, Table = Table.ToString(), Column = column };

    /// <summary>One of the two in words.</summary>
    public string Name(Side side) => $"the snapshot of {(side == Side.From ? From : To)}";
}
