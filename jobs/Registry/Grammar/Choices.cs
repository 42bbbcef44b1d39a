using Platform.Registry.Entries;
using Platform.Registry.Grammar.Shapes;

namespace Platform.Registry.Grammar;

/// <summary>The names of the grammar's enumerations, in the order in which messages list them.</summary>
internal static class Choices
{
    public static ChoiceShape<EntryState> State { get; } = new(("active", EntryState.Active), ("paused", EntryState.Paused), ("retired", EntryState.Retired));

    public static ChoiceShape<SnapshotMode> Mode { get; } = new(("full", SnapshotMode.Full), ("incremental", SnapshotMode.Incremental), ("cdc", SnapshotMode.Cdc));

    public static ChoiceShape<OnLoss> OnLoss { get; } =
        new(("fail", Entries.OnLoss.Fail), ("null", Entries.OnLoss.Null), ("clamp", Entries.OnLoss.Clamp), ("text", Entries.OnLoss.Text));

    public static ChoiceShape<Mask> Mask { get; } = new(
        ("drop", Entries.Mask.Drop), ("null", Entries.Mask.Null), ("hash", Entries.Mask.Hash), ("partial", Entries.Mask.Partial), ("year", Entries.Mask.Year));

    public static ChoiceShape<FileFormat> Format { get; } =
        new(("parquet", FileFormat.Parquet), ("avro", FileFormat.Avro), ("csv", FileFormat.Csv), ("jsonl", FileFormat.JsonLines));

    public static ChoiceShape<Compression> Compression { get; } =
        new(("zstd", Entries.Compression.Zstd), ("snappy", Entries.Compression.Snappy), ("gzip", Entries.Compression.Gzip), ("none", Entries.Compression.None));

    public static ChoiceShape<CheckSeverity> Severity { get; } = new(("fail", CheckSeverity.Fail), ("warn", CheckSeverity.Warn));

    /// <summary>Who counts what is published.</summary>
    public static ChoiceShape<bool> VerifyInAthena { get; } = new(("none", false), ("athena", true));

    public static ChoiceShape<Engine> Engine { get; } = new(("postgres", Entries.Engine.Postgres), ("mysql", Entries.Engine.MySql));
}
